package dev.rollcall.acceptance.crash;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * What {@link CrashIT} does to the database and to identity-service, longer and under more load.
 */
@Tag("long")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FaultSeriesIT {

    private static final int KILLS = 20;

    private FaultyStack faulty;

    /** Data and logs stay if a promise was broken. */
    @BeforeAll
    void start(@TempDir(cleanup = CleanupMode.ON_SUCCESS) Path home) throws IOException {
        faulty = FaultyStack.start(home, 4, Duration.ofMillis(50));
    }

    @AfterAll
    void stop() {
        faulty.close();
    }

    @Test
    void everyPromiseHoldsAfterPostgresWasKilledTwentyTimes() throws IOException {
        faulty.endure(
                () -> {
                    for (int kill = 0; kill < KILLS; kill++) {
                        faulty.database().kill();
                    }
                });
    }

    @Test
    void everyPromiseHoldsOverAWireThatIsSlowBreaksAndLosesAnswersOfCommits() throws IOException {
        faulty.endure(
                () -> {
                    faulty.database().slow(Duration.ofSeconds(20));
                    faulty.database().unheardCommits(50);
                    faulty.database().resets(50);
                });
    }

    @Test
    void everyPromiseHoldsWhereTheDatabasesVolumeWasFull() throws IOException {
        faulty.requireVolume();

        faulty.endure(
                () -> {
                    faulty.database().full(20);
                    faulty.database().fullLog(10);
                });
    }

    @Test
    void whatArrivesThriceWhileIdentityIsAwayIsAppliedOnceItIsBackWhateverCameFirst()
            throws IOException {
        faulty.endure(() -> System.out.println(faulty.outage().endure(10_000)));
    }
}
