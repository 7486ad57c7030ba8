package dev.rollcall.acceptance.crash;

import java.time.Duration;
import java.time.Instant;

/**
 * Something that was done to the stack.
 *
 * @param name for example {@code kill identity}
 * @param from just before it
 * @param until when all parts were ready again
 */
record Fault(String name, Instant from, Instant until) {

    /** Pools and circuits may need this long after the parts are ready. */
    static final Duration GRACE = Duration.ofSeconds(10);

    /** Whether the operation ran at a time when the fault may have hit it. */
    boolean touches(Operation operation) {
        return !operation.to().isBefore(from) && !operation.from().isAfter(until.plus(GRACE));
    }

    Duration length() {
        return Duration.between(from, until);
    }
}
