package dev.rollcall.gateway.proxy;

import dev.rollcall.gateway.route.Terms;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How much memory the bodies that are being collected may take together: a quarter of the heap's
 * limit. Of that one address has a quarter, so that one that sends many and ends none leaves room
 * for the others. Thread safe.
 */
@Singleton
final class BodyBudget {

    private static final int PARTS = 4;
    private static final int SHARES = 4;

    private final AtomicLong left;
    private final long share;
    private final Map<String, Long> held = new ConcurrentHashMap<>();

    BodyBudget() {
        this(Runtime.getRuntime().maxMemory() / PARTS);
    }

    BodyBudget(long bytes) {
        this.left = new AtomicLong(bytes);
        this.share = Math.max(bytes / SHARES, Terms.BUFFERED_BYTES);
    }

    /** For a body from {@code address}. False: not now, and nothing is taken. */
    boolean take(String address, int bytes) {
        if (left.addAndGet(-bytes) < 0) {
            left.addAndGet(bytes);
            return false;
        }
        if (held.merge(address, (long) bytes, Long::sum) > share) {
            giveBack(address, bytes);
            return false;
        }
        return true;
    }

    void giveBack(String address, int bytes) {
        held.computeIfPresent(address, (_, has) -> has <= bytes ? null : has - bytes);
        left.addAndGet(bytes);
    }

    /** How many addresses hold something. */
    int addresses() {
        return held.size();
    }
}
