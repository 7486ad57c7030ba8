package dev.rollcall.acceptance.crash;

import dev.rollcall.acceptance.Emulator;
import java.time.Duration;
import java.time.Instant;

/** Reads the audit trail as ada. */
final class AdministratorClient implements Client {

    private static final String NAME = "ada";
    private static final Duration TOKEN_SERVES = Duration.ofSeconds(30);

    private final RecordingClient http;
    private final Emulator clerk;
    private Instant fetched = Instant.MIN;
    private String token = "";

    AdministratorClient(RecordingClient http, Emulator clerk) {
        this.http = http;
        this.clerk = clerk;
    }

    @Override
    public Operation step() {
        if (fetched.isBefore(Instant.now().minus(TOKEN_SERVES))) {
            fetched = Instant.now();
            token = clerk.token(NAME);
        }
        return http.get(Act.PRIVILEGED, NAME, "/api/admin/audit?limit=5", token);
    }
}
