package dev.rollcall.acceptance.crash;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** The full series, under a higher load. */
@Tag("long")
class CrashSeriesIT {

    private static final int CLIENTS = 4;
    private static final Duration PAUSE = Duration.ofMillis(50);

    /** Data and logs stay if a promise was broken. */
    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path home;

    @Test
    void everyPromiseHoldsAfterPostgresWasKilledThreeTimes() throws IOException {
        String figures =
                CrashRun.of(
                        home,
                        CLIENTS,
                        PAUSE,
                        faults -> {
                            faults.kill("postgres");
                            faults.kill("postgres");
                            faults.kill("postgres");
                            faults.restart("postgres");
                        });

        System.out.println(figures);
    }

    @Test
    void everyPromiseHoldsAfterServicesWereToldToEnd() throws IOException {
        String figures =
                CrashRun.of(
                        home,
                        CLIENTS,
                        PAUSE,
                        faults ->
                                List.of("webhook", "identity", "audit", "gateway")
                                        .forEach(faults::stop));

        System.out.println(figures);
    }

    @Test
    void everyPromiseHoldsAfterServicesWereKilledAndFrozen() throws IOException {
        String figures =
                CrashRun.of(
                        home,
                        CLIENTS,
                        PAUSE,
                        faults -> {
                            for (String name : List.of("webhook", "identity", "audit", "gateway")) {
                                faults.kill(name);
                            }
                            faults.freeze("webhook", Duration.ofSeconds(15));
                            faults.freeze("identity", Duration.ofSeconds(15));
                            faults.restart("identity");
                        });

        System.out.println(figures);
    }
}
