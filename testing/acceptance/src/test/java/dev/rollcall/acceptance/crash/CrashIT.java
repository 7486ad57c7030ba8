package dev.rollcall.acceptance.crash;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** The short form: everything is killed once while people sign up and webhooks arrive. */
class CrashIT {

    /** Data and logs stay if a promise was broken. */
    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path home;

    @Test
    void everyPromiseHoldsAfterEachServiceAndPostgresWereKilledOnce() throws IOException {
        String figures =
                CrashRun.of(
                        home,
                        2,
                        Duration.ofMillis(250),
                        faults -> {
                            for (String name : List.of("webhook", "identity", "audit", "gateway")) {
                                faults.kill(name);
                            }
                            faults.kill("postgres");
                        });

        System.out.println(figures);
    }
}
