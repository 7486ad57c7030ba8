package dev.rollcall.webhook.replay;

import io.micronaut.serde.annotation.Serdeable;
import org.jspecify.annotations.Nullable;

/**
 * Asks for a replay.
 *
 * @param kind {@code one}, {@code failed} (the dead letter) or {@code all}
 * @param messageId of {@code one}
 * @param since of the others: events that arrived from then until now; RFC 3339 in UTC
 * @param rate events a second, 1 to 1000; 100 if absent
 * @param dryRun only count; required, so that nobody replays or merely counts by mistake
 */
@Serdeable
record ReplayRequest(
        String kind,
        @Nullable String messageId,
        @Nullable String since,
        @Nullable Integer rate,
        @Nullable Boolean dryRun) {}
