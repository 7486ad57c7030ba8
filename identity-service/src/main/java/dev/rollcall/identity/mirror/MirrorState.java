package dev.rollcall.identity.mirror;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the mirror knows of one Clerk object.
 *
 * @param <F> its facts
 */
public sealed interface MirrorState<F extends Facts<F>> {

    /** Nothing at all. */
    record Unseen<F extends Facts<F>>() implements MirrorState<F> {}

    /** Mentioned by a token or another object; details are on their way. */
    record Stub<F extends Facts<F>>(@Nullable Instant absentAt) implements MirrorState<F> {}

    /** Clerk's facts as of a version. */
    record Present<F extends Facts<F>>(F facts, Version version, @Nullable Instant absentAt)
            implements MirrorState<F> {

        /** Whether Clerk was last seen without it. */
        public boolean isAbsent() {
            return absentAt != null && absentAt.toEpochMilli() > version.observedMs();
        }
    }

    /** Deleted at Clerk: for ever. */
    record Gone<F extends Facts<F>>() implements MirrorState<F> {}
}
