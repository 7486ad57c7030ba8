package dev.rollcall.identity.clerk;

import dev.rollcall.identity.mirror.Observation;
import dev.rollcall.identity.user.UserFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What asking Clerk for one user came to. */
public sealed interface UserFetch {

    record Found(Observation.Upserted<UserFacts> observation) implements UserFetch {}

    /** Clerk answered that there is no such user, as of then. */
    record NotFound(Instant observedAt) implements UserFetch {}

    /**
     * No usable answer.
     *
     * @param reason a stable word for logs and {@code sync_error}
     * @param retryAfter what Clerk asked for
     */
    record Unavailable(String reason, Optional<Duration> retryAfter) implements UserFetch {

        public static Unavailable because(String reason) {
            return new Unavailable(reason, Optional.empty());
        }
    }
}
