package dev.rollcall.identity.clerk;

import java.time.Duration;

/**
 * Permits that come back at a steady rate, up to a burst. Time is given, never read: milliseconds
 * of one clock that does not run backwards by much. Thread safe.
 */
final class TokenBucket {

    private final double burst;
    private final double perMilli;
    private double permits;
    private long filledAtMs;

    TokenBucket(double burst, double perSecond, long nowMs) {
        this.burst = Math.max(1, burst);
        this.perMilli = perSecond / 1000;
        this.permits = this.burst;
        this.filledAtMs = nowMs;
    }

    /** How long until this many permits are there; zero if they are there now. Takes nothing. */
    synchronized Duration waitFor(double wanted, long nowMs) {
        fill(nowMs);
        double lacking = Math.min(wanted, burst) - permits;
        return lacking <= 0
                ? Duration.ZERO
                : Duration.ofMillis((long) Math.ceil(lacking / perMilli));
    }

    /** Takes one permit if it is there. */
    synchronized boolean take(long nowMs) {
        fill(nowMs);
        if (permits < 1) {
            return false;
        }
        permits--;
        return true;
    }

    synchronized int available(long nowMs) {
        fill(nowMs);
        return (int) permits;
    }

    private void fill(long nowMs) {
        long passed = Math.max(0, nowMs - filledAtMs);
        permits = Math.min(burst, permits + passed * perMilli);
        filledAtMs = nowMs;
    }
}
