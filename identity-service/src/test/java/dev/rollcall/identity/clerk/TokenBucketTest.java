package dev.rollcall.identity.clerk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TokenBucketTest {

    private final TokenBucket bucket = new TokenBucket(2, 10, 0);

    @Test
    void givesTheBurstAndNoMore() {
        assertTrue(bucket.take(0));
        assertTrue(bucket.take(0));
        assertFalse(bucket.take(0));
    }

    @Test
    void fillsAtItsRate() {
        bucket.take(0);
        bucket.take(0);

        assertFalse(bucket.take(99));
        assertTrue(bucket.take(100));
    }

    @Test
    void neverHoldsMoreThanTheBurst() {
        assertEquals(2, bucket.available(3_600_000));
    }

    @Test
    void saysHowLongToWait() {
        bucket.take(0);
        bucket.take(0);

        assertEquals(Duration.ofMillis(100), bucket.waitFor(1, 0));
        assertEquals(Duration.ZERO, bucket.waitFor(1, 100));
    }

    @Test
    void aClockThatGoesBackGivesNothing() {
        bucket.take(1000);
        bucket.take(1000);

        assertFalse(bucket.take(500));
    }
}
