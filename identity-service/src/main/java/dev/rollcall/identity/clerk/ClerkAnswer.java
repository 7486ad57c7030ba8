package dev.rollcall.identity.clerk;

import io.micronaut.json.tree.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What a call to Clerk came to. */
public sealed interface ClerkAnswer {

    /**
     * A JSON body.
     *
     * @param observedAt Clerk's {@code Date} less the duration of the call: it cannot be older
     */
    record Ok(JsonNode body, Instant observedAt) implements ClerkAnswer {}

    /** Clerk itself says that there is no such object; a bare 404 is not that. */
    record Missing(Instant observedAt) implements ClerkAnswer {}

    /**
     * Clerk does not do what was asked, and would not next time either.
     *
     * @param code Clerk's first error code, or {@code unknown}
     */
    record Refused(int status, String code) implements ClerkAnswer {}

    /**
     * No usable answer.
     *
     * @param reason a stable word for logs, {@code sync_error} and runs
     * @param retryAfter what Clerk or our own budget asked for
     */
    record Unavailable(String reason, Optional<Duration> retryAfter) implements ClerkAnswer {

        static Unavailable because(String reason) {
            return new Unavailable(reason, Optional.empty());
        }
    }
}
