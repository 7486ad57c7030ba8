package dev.rollcall.acceptance.crash;

import dev.rollcall.acceptance.Emulator;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Signs up, asks until the first 200, and leaves for the next. Clerk's webhooks follow beside. */
final class NewcomerClient implements Client {

    private final RecordingClient http;
    private final Emulator clerk;
    private @Nullable String waiting;

    NewcomerClient(RecordingClient http, Emulator clerk) {
        this.http = http;
        this.clerk = clerk;
    }

    @Override
    public Operation step() {
        String person = waiting;
        String token;
        if (person == null) {
            Emulator.Person signedUp = clerk.signUp(UUID.randomUUID() + "@example.com", Map.of());
            person = signedUp.userId();
            token = signedUp.token();
        } else {
            token = clerk.token(person);
        }
        Operation asked = http.get(Act.FIRST_REQUEST, person, "/api/auth/profile", token);
        waiting = asked.isOk() ? null : person;
        return asked;
    }
}
