package dev.rollcall.identity.sync;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * When a person whose details could not be fetched is tried again: full jitter, Clerk's wish first.
 */
final class HealBackoff {

    private static final Duration FIRST = Duration.ofSeconds(2);
    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final int MOST_DOUBLINGS = 9;

    private HealBackoff() {}

    /** {@code attempts} counts from one; never less than half the exponential step. */
    static Duration after(int attempts, Duration soonest, RandomGenerator random) {
        long step = FIRST.toMillis() << Math.clamp(attempts - 1L, 0, MOST_DOUBLINGS);
        long bounded = Math.min(step, LONGEST.toMillis());
        Duration jittered = Duration.ofMillis(bounded / 2 + random.nextLong(bounded / 2 + 1));
        return jittered.compareTo(soonest) > 0 ? jittered : soonest;
    }
}
