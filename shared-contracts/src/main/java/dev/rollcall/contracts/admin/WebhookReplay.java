package dev.rollcall.contracts.admin;

import dev.rollcall.contracts.id.MessageId;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Events delivered again, or what would be.
 *
 * @param id null for a dry run
 * @param kind {@code one}, {@code failed} or {@code all}
 * @param since the first moment of arrival it covers
 * @param until the moment of arrival before which it ends
 * @param rate events a second
 * @param state {@code dry_run}, {@code running}, {@code done} or {@code cancelled}
 * @param total events that could be replayed when it was asked
 * @param replayed events given to delivery so far
 * @param skipped events that cannot be delivered: unusable bodies, erased payloads
 */
@Serdeable
public record WebhookReplay(
        @Nullable UUID id,
        String kind,
        @Nullable MessageId messageId,
        Instant since,
        Instant until,
        int rate,
        String state,
        long total,
        long replayed,
        long skipped,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt) {

    /** The newest ones. */
    @Serdeable
    public record Listing(List<WebhookReplay> replays) {

        public Listing {
            replays = List.copyOf(replays);
        }
    }
}
