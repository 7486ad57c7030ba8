package dev.rollcall.identity.outbox;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LullTest {

    private final Lull lull = new Lull(Duration.ofSeconds(2));

    @Test
    void hasComeWhereNothingWasEverWritten() {
        assertTrue(lull.hasCome(millis(-5), null));
    }

    @Test
    void comesAMomentAfterTheLastWriting() {
        assertFalse(lull.hasCome(millis(99), millis(0)));

        assertTrue(lull.hasCome(millis(100), millis(0)));
    }

    @Test
    void comesInALastingRushOnceInSoLong() {
        for (int now = 0; now < 2000; now += 50) {
            assertFalse(lull.hasCome(millis(now), millis(now)));
        }

        assertTrue(lull.hasCome(millis(2000), millis(2000)));

        assertFalse(lull.hasCome(millis(2050), millis(2050)));
        assertTrue(lull.hasCome(millis(4050), millis(4050)));
    }

    @Test
    void waitsAnewAfterALull() {
        assertFalse(lull.hasCome(millis(0), millis(0)));
        assertTrue(lull.hasCome(millis(500), millis(100)));

        assertFalse(lull.hasCome(millis(2400), millis(2400)));
    }

    private static long millis(long millis) {
        return Duration.ofMillis(millis).toNanos();
    }
}
