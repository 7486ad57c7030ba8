package dev.rollcall.bench;

import java.util.Arrays;

/** Times of answered requests, and what they come to. Used by one thread. */
final class Latencies {

    private static final double NANOS_PER_MILLI = 1e6;

    private long[] nanos = new long[1 << 16];
    private int size;

    void add(long latencyNanos) {
        if (size == nanos.length) {
            nanos = Arrays.copyOf(nanos, 2 * size);
        }
        nanos[size++] = latencyNanos;
    }

    int size() {
        return size;
    }

    /** In milliseconds, by nearest rank; 0 if nothing was answered. */
    double percentile(double percent) {
        if (size == 0) {
            return 0;
        }
        long[] sorted = Arrays.copyOf(nanos, size);
        Arrays.sort(sorted);
        int rank = (int) Math.ceil(percent / 100 * size);
        return sorted[Math.max(0, rank - 1)] / NANOS_PER_MILLI;
    }
}
