package dev.rollcall.identity.mirror;

import java.time.Instant;

/**
 * Something a path has seen of one object at Clerk.
 *
 * @param <F> its facts
 */
public sealed interface Observation<F extends Facts<F>> {

    /** The object itself, from an event or a fetch. */
    record Upserted<F extends Facts<F>>(F facts, Version version) implements Observation<F> {

        /** Versions the facts by Clerk's own stamp, the time of the observation and their hash. */
        public static <F extends Facts<F>> Upserted<F> of(
                F facts, long updatedMs, long observedMs) {
            return new Upserted<>(facts, new Version(updatedMs, observedMs, facts.hash()));
        }
    }

    /** Its id only: there is such an object. */
    record Mentioned<F extends Facts<F>>() implements Observation<F> {}

    /** Not there when Clerk was asked: reversible, for a fetch can be wrong. */
    record Missed<F extends Facts<F>>(Instant observedAt) implements Observation<F> {}

    /** A signed {@code *.deleted}. */
    record Removed<F extends Facts<F>>() implements Observation<F> {}
}
