package dev.rollcall.gateway.memory;

/**
 * How much a cache may remember: what there is use for, and no more than this process's heap holds.
 * Pure.
 */
public final class HeapShare {

    /**
     * A token, its person and the signed identity take 3.2 kB together: about a quarter of the heap
     * for as many sessions as fit.
     */
    private static final long HEAP_BYTES_A_SESSION = 12_000;

    private static final long MOST_SESSIONS = 50_000;

    /** A bucket takes 250 bytes, and there are four kinds. */
    private static final long HEAP_BYTES_A_BUCKET = 13_000;

    private static final long MOST_BUCKETS = 100_000;

    private HeapShare() {}

    public static long sessions() {
        return sessions(Runtime.getRuntime().maxMemory());
    }

    /** Of one kind. */
    public static long buckets() {
        return buckets(Runtime.getRuntime().maxMemory());
    }

    static long sessions(long heapBytes) {
        return Math.min(MOST_SESSIONS, heapBytes / HEAP_BYTES_A_SESSION);
    }

    static long buckets(long heapBytes) {
        return Math.min(MOST_BUCKETS, heapBytes / HEAP_BYTES_A_BUCKET);
    }
}
