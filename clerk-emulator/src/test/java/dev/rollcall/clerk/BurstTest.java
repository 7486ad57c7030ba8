package dev.rollcall.clerk;

import static dev.rollcall.testing.Patience.BOUND;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rollcall.clerk.RunningEmulator.Answer;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(Lifecycle.PER_CLASS)
final class BurstTest {

    private final WebhookReceiver receiver;
    private final RunningEmulator emulator;

    BurstTest(@TempDir Path folder) throws IOException {
        receiver = new WebhookReceiver();
        emulator = RunningEmulator.sendingTo(receiver, folder);
    }

    @AfterAll
    void stop() {
        emulator.close();
        receiver.close();
    }

    @Test
    void makesSoManyPeopleAndTellsOfEachOnce() {
        Answer burst = emulator.emulator("POST", "burst", "{\"users\":40}");

        assertEquals(201, burst.status(), burst.body());
        assertEquals(40, emulator.get("/v1/users?query=burst-&limit=100").array().size());
        await().atMost(BOUND).until(() -> told() == 40);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"users\":0}", "{\"users\":5001}", "{\"users\":\"many\"}"})
    void refusesWhatIsNoNumberOfPeople(String body) {
        assertEquals(422, emulator.emulator("POST", "burst", body).status());
    }

    private long told() {
        return receiver.received().stream()
                .filter(it -> it.type().equals("user.created") && it.body().contains("burst-"))
                .map(WebhookReceiver.Received::id)
                .distinct()
                .count();
    }
}
