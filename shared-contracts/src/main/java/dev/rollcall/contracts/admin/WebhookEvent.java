package dev.rollcall.contracts.admin;

import dev.rollcall.contracts.id.MessageId;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A webhook message in the inbox, without its payload.
 *
 * @param type Clerk's event type; null where the body has none
 * @param subject Clerk's id of the object it is about
 * @param state {@code pending}, {@code applied}, {@code ignored} or {@code dead}
 * @param reason why it was ignored or is dead, a stable word
 * @param occurredAt by Clerk's clock
 * @param nextAttemptAt when it is due; null unless pending
 * @param attempts deliveries that the mirror answered with a failure
 * @param lastError of the last failure, a stable word
 * @param erasedAt when what is personal in it went, because somebody in it was erased
 */
@Serdeable
public record WebhookEvent(
        MessageId messageId,
        @Nullable String type,
        @Nullable String subject,
        String state,
        @Nullable String reason,
        @Nullable Instant occurredAt,
        Instant receivedAt,
        @Nullable Instant appliedAt,
        @Nullable Instant nextAttemptAt,
        int attempts,
        @Nullable String lastError,
        @Nullable Instant erasedAt) {

    /** Some of them, and the cursor of the page behind; null on the last one. */
    @Serdeable
    public record Page(List<WebhookEvent> events, @Nullable String next) {

        public Page {
            events = List.copyOf(events);
        }
    }
}
