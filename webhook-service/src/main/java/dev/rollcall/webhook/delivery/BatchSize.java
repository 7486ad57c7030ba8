package dev.rollcall.webhook.delivery;

import java.time.Duration;

/**
 * How many events travel together. Identity-service holds the rows of a batch until it has applied
 * all of it, and a request about one of these people waits so long: the size doubles while answers
 * are quick and halves when one is slow. Thread-safe.
 */
final class BatchSize {

    static final Duration QUICK = Duration.ofMillis(100);
    static final Duration SLOW = Duration.ofMillis(250);

    /** At first and at least: one at a time a slow service would never be done. */
    private static final int LEAST = 8;

    private final int most;
    private int size;

    BatchSize(int most) {
        this.most = most;
        this.size = Math.min(LEAST, most);
    }

    synchronized int now() {
        return size;
    }

    /** A batch of so many was answered after so long; a small one proves no more than its size. */
    synchronized void answered(int events, Duration took) {
        if (took.compareTo(SLOW) > 0) {
            size = Math.max(Math.min(LEAST, most), size / 2);
        } else if (took.compareTo(QUICK) < 0 && events >= size) {
            size = Math.min(most, size * 2);
        }
    }
}
