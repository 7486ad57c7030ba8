package dev.rollcall.gateway.token;

/**
 * How many sessions, and how many people, are remembered at most: what a small heap can hold. A
 * token, its person and the signed identity take some 4 kB together.
 */
public final class SessionCapacity {

    /** What a remembered session may cost of the heap, so that at most half of it is that. */
    private static final long HEAP_BYTES_EACH = 10_000;

    private static final long MOST = 50_000;

    private SessionCapacity() {}

    /** Of this process. */
    public static long most() {
        return within(Runtime.getRuntime().maxMemory());
    }

    static long within(long heapBytes) {
        return Math.min(MOST, heapBytes / HEAP_BYTES_EACH);
    }
}
