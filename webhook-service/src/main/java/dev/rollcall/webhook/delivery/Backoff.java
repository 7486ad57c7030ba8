package dev.rollcall.webhook.delivery;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Exponential backoff with full jitter: a delay anywhere between nothing and a ceiling that doubles
 * with each failure, from one second up to ten minutes. Pure but for the given randomness.
 */
final class Backoff {

    private static final long FIRST_MILLIS = 1_000;
    private static final long LONGEST_MILLIS = 600_000;
    private static final int MOST_DOUBLINGS = 10;

    private Backoff() {}

    /** The delay after this many failures, the first being 1. */
    static Duration delay(int failures, RandomGenerator random) {
        return Duration.ofMillis(random.nextLong(ceilingMillis(failures) + 1));
    }

    static long ceilingMillis(int failures) {
        int doublings = Math.clamp(failures - 1L, 0, MOST_DOUBLINGS);
        return Math.min(LONGEST_MILLIS, FIRST_MILLIS << doublings);
    }
}
