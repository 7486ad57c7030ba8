package dev.rollcall.identity.clerk;

import dev.rollcall.identity.mirror.Observation;
import dev.rollcall.identity.organization.OrgFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What asking Clerk for one organisation came to. */
public sealed interface OrgFetch {

    record Found(Observation.Upserted<OrgFacts> observation) implements OrgFetch {}

    /** Clerk answered that there is no such organisation, as of then. */
    record NotFound(Instant observedAt) implements OrgFetch {}

    /** No usable answer; see {@link UserFetch.Unavailable}. */
    record Unavailable(String reason, Optional<Duration> retryAfter) implements OrgFetch {

        static Unavailable because(String reason) {
            return new Unavailable(reason, Optional.empty());
        }
    }
}
