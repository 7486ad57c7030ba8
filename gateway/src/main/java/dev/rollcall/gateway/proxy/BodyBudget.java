package dev.rollcall.gateway.proxy;

import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How much memory the bodies that are being collected may take together: a quarter of the heap's
 * limit. Thread safe.
 */
@Singleton
final class BodyBudget {

    private static final int PARTS = 4;

    private final AtomicLong left;

    BodyBudget() {
        this(Runtime.getRuntime().maxMemory() / PARTS);
    }

    BodyBudget(long bytes) {
        this.left = new AtomicLong(bytes);
    }

    /** False: not now, and nothing is taken. */
    boolean take(int bytes) {
        if (left.addAndGet(-bytes) >= 0) {
            return true;
        }
        giveBack(bytes);
        return false;
    }

    void giveBack(int bytes) {
        left.addAndGet(bytes);
    }
}
