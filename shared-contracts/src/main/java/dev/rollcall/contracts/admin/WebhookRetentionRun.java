package dev.rollcall.contracts.admin;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What retention removed from the inbox, or would have.
 *
 * @param payloadsBefore events that arrived before then were due, in whole months
 * @param months that went
 * @param events in them
 * @param monthsHeld that stayed, for events in them that are still to be delivered
 * @param messageIds that are no longer known as seen
 */
@Serdeable
public record WebhookRetentionRun(
        UUID id,
        boolean dryRun,
        Instant startedAt,
        Instant endedAt,
        Instant payloadsBefore,
        int months,
        long events,
        int monthsHeld,
        long messageIds) {

    /** The newest ones. */
    @Serdeable
    public record Listing(List<WebhookRetentionRun> runs) {

        public Listing {
            runs = List.copyOf(runs);
        }
    }
}
