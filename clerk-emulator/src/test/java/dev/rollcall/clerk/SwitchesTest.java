package dev.rollcall.clerk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.clerk.RunningEmulator.Answer;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(Lifecycle.PER_CLASS)
final class SwitchesTest {

    private final RunningEmulator emulator;

    SwitchesTest(@TempDir Path folder) {
        emulator = RunningEmulator.start(folder);
    }

    @AfterEach
    void allOff() {
        emulator.switches("{\"apiOutage\":false,\"apiRateLimited\":false,\"apiSlowMillis\":0}");
    }

    @AfterAll
    void stop() {
        emulator.close();
    }

    @Test
    void limitsTheRateButNotForTheKeys() {
        emulator.switches("{\"apiRateLimited\":true}");

        Answer limited = emulator.get("/v1/users");

        assertEquals(429, limited.status());
        assertEquals("1", limited.header("retry-after"));
        assertEquals("too_many_requests", limited.errorCode());
        assertEquals(200, emulator.get("/v1/jwks").status());
    }

    @Test
    void fails() {
        emulator.switches("{\"apiOutage\":true}");

        assertEquals(503, emulator.get("/v1/users").status());
        assertEquals(200, emulator.call("GET", "/.well-known/jwks.json", "").status());
        assertEquals(
                201,
                emulator.emulator("POST", "sign-ups", "{\"email\":\"o@example.com\"}").status());
    }

    @Test
    void isSlow() {
        emulator.switches("{\"apiSlowMillis\":300}");
        long start = System.nanoTime();

        emulator.get("/v1/users/count");

        assertTrue(System.nanoTime() - start >= 300_000_000L);
    }

    @Test
    void keepsWhatIsNotNamed() {
        emulator.switches("{\"duplicate\":3}");
        emulator.switches("{\"shuffle\":true}");

        Answer shown = emulator.emulator("GET", "switches", "");

        assertEquals(3, shown.json().number("duplicate"));
        assertTrue(shown.json().flag("shuffle"));
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        assertEquals(422, emulator.emulator("PUT", "switches", "{\"explode\":true}").status());
        assertEquals(422, emulator.emulator("PUT", "switches", "{\"hold\":\"yes\"}").status());
        assertEquals(404, emulator.emulator("POST", "tokens", "{\"user\":\"nobody\"}").status());
        assertEquals(422, emulator.emulator("POST", "sign-ups", "{}").status());
        assertEquals(404, emulator.emulator("POST", "webhooks/msg_x/resend", "").status());
    }

    @Test
    void keepsForeignPagesAway() {
        Answer refused =
                emulator.call(
                        "POST",
                        "/emulator/tokens",
                        "{\"user\":\"ada\"}",
                        "Origin",
                        "https://evil.example");

        assertEquals(403, refused.status());
    }
}
