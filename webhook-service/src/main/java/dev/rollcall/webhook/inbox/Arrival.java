package dev.rollcall.webhook.inbox;

import dev.rollcall.contracts.id.MessageId;
import dev.rollcall.contracts.id.RequestId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A verified message on its way into the inbox.
 *
 * @param receivedAt whole microseconds, as PostgreSQL keeps them
 * @param secretIndex which of the configured secrets signed it, from 0
 */
public record Arrival(
        MessageId messageId,
        Payload payload,
        Envelope envelope,
        Instant receivedAt,
        int secretIndex,
        @Nullable RequestId requestId) {}
