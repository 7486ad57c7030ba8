package dev.rollcall.gateway.identity;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Second questions for at most a tenth of the first ones, ten of them saved up: a service that is
 * slow for everybody is not asked twice as much. Thread safe.
 */
final class RetryBudget {

    private static final int CALLS_EACH = 10;
    private static final int MOST = 10 * CALLS_EACH;

    private final AtomicInteger calls = new AtomicInteger(MOST);

    void called() {
        var _ = calls.updateAndGet(saved -> Math.min(MOST, saved + 1));
    }

    /** False: not now. */
    boolean take() {
        return calls.getAndUpdate(saved -> saved < CALLS_EACH ? saved : saved - CALLS_EACH)
                >= CALLS_EACH;
    }
}
