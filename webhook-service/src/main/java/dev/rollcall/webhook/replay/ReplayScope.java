package dev.rollcall.webhook.replay;

import dev.rollcall.contracts.id.MessageId;
import dev.rollcall.contracts.paging.QueryParameters;
import dev.rollcall.webhook.event.UtcTimes;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which events a replay is about: one, or those that arrived in {@code [since, until)}.
 *
 * @param messageId of the one; null otherwise
 */
record ReplayScope(Kind kind, @Nullable MessageId messageId, Instant since, Instant until) {

    private static final Instant EARLIEST = Instant.parse("2020-01-01T00:00:00Z");

    /** Which states are replayed; the wire name is that of the constant, in lower case. */
    enum Kind {
        ONE,
        FAILED,
        ALL
    }

    /** Throws ProblemException 400 on a request that does not say what its kind needs. */
    static ReplayScope parse(ReplayRequest request, Instant now) {
        String id = request.messageId();
        String since = request.since();
        return switch (request.kind()) {
            case "one" -> {
                if (id == null || since != null || !MessageId.isValid(id)) {
                    throw QueryParameters.malformed("one takes a messageId and no since.");
                }
                yield new ReplayScope(Kind.ONE, new MessageId(id), EARLIEST, now);
            }
            case "failed" -> range(Kind.FAILED, id, since, now);
            case "all" -> range(Kind.ALL, id, since, now);
            default -> throw QueryParameters.malformed("kind is one of all, failed, one.");
        };
    }

    private static ReplayScope range(
            Kind kind, @Nullable String id, @Nullable String since, Instant now) {
        if (id != null || since == null) {
            throw QueryParameters.malformed("failed and all take a since and no messageId.");
        }
        Instant from = UtcTimes.parse(since);
        if (!from.isBefore(now)) {
            throw QueryParameters.malformed("since is in the past.");
        }
        return new ReplayScope(kind, null, from, now);
    }
}
