package dev.rollcall.acceptance.crash;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** The short form, on one stack while people sign up and webhooks arrive. */
@Tag("short")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CrashIT {

    private FaultyStack faulty;

    /** Data and logs stay if a promise was broken. */
    @BeforeAll
    void start(@TempDir(cleanup = CleanupMode.ON_SUCCESS) Path home) throws IOException {
        faulty = FaultyStack.start(home, 2, Duration.ofMillis(250));
    }

    @AfterAll
    void stop() {
        faulty.close();
    }

    @Test
    void everyPromiseHoldsAfterEachServiceAndPostgresWereKilledOnce() throws IOException {
        faulty.endure(
                () -> {
                    for (String name : List.of("webhook", "identity", "audit", "gateway")) {
                        faulty.faults().kill(name);
                    }
                    faulty.database().kill();
                });
    }

    @Test
    void everyPromiseHoldsOverAWireThatIsSlowBreaksAndLosesAnswersOfCommits() throws IOException {
        faulty.endure(
                () -> {
                    faulty.database().slow(Duration.ofSeconds(4));
                    faulty.database().unheardCommits(10);
                    faulty.database().resets(10);
                });
    }

    @Test
    void everyPromiseHoldsWhereTheDatabasesVolumeWasFull() throws IOException {
        faulty.requireVolume();

        faulty.endure(() -> faulty.database().full(3));
    }

    @Test
    void whatArrivesThriceWhileIdentityIsAwayIsAppliedOnceItIsBackWhateverCameFirst()
            throws IOException {
        faulty.endure(() -> System.out.println(faulty.outage().endure(300)));
    }
}
