package dev.rollcall.stack.process;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class WatchdogIT {

    private static final Duration BOUND = Duration.ofMinutes(4);

    private Process sleeper;

    @BeforeEach
    void startSleeper() throws IOException {
        sleeper = new ProcessBuilder("sleep", "600").start();
    }

    @AfterEach
    void stopSleeper() {
        sleeper.destroyForcibly();
    }

    @Test
    void stopsWhatItWatchesOnceThePipeIsClosed() {
        Watchdog watchdog = Watchdog.start();
        watchdog.watch(sleeper, Watchdog.Ending.TERM);

        watchdog.close();

        await().atMost(BOUND).until(() -> !sleeper.isAlive());
    }

    @Test
    void leavesAloneWhatItWasToldToForget() {
        Watchdog watchdog = Watchdog.start();
        watchdog.watch(sleeper, Watchdog.Ending.INT);
        watchdog.forget(sleeper);

        watchdog.close();

        await().atMost(BOUND).until(() -> !watchdog.process().isAlive());
        assertTrue(sleeper.isAlive());
    }

    @Test
    void killsWhatDoesNotListen() throws IOException {
        Process deaf =
                new ProcessBuilder(
                                "sh", "-c", "trap '' INT TERM; echo up; while :; do sleep 1; done")
                        .start();
        assertTrue(deaf.getInputStream().read() > 0);
        Watchdog watchdog = Watchdog.start();
        watchdog.watch(deaf, Watchdog.Ending.TERM);

        watchdog.close();

        await().atMost(BOUND).until(() -> !deaf.isAlive());
        assertFalse(deaf.isAlive());
    }
}
