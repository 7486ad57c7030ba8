package dev.rollcall.webhook.delivery;

import dev.rollcall.contracts.event.EventDelivery;
import dev.rollcall.contracts.id.MessageId;
import dev.rollcall.webhook.inbox.FreshEvent;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event under lease.
 *
 * @param attempts failures so far
 * @param leaseFence under which its outcome must be written; 1 on the first lease
 * @param replayedFrom the state in which the last replay found it; null if there was none
 */
@MappedEntity(value = "inbox", schema = "webhook")
record LeasedEvent(
        String messageId,
        String type,
        Instant receivedAt,
        String payload,
        int attempts,
        long leaseFence,
        @Nullable String replayedFrom) {

    /** Inserted under its lease. */
    static LeasedEvent of(FreshEvent event) {
        return new LeasedEvent(
                event.messageId(), event.type(), event.receivedAt(), event.text(), 0, 1, null);
    }

    EventDelivery delivery() {
        return new EventDelivery(new MessageId(messageId), type, receivedAt, payload);
    }

    @Override
    public String toString() {
        return "LeasedEvent[" + messageId + ", " + type + ", " + leaseFence + ']';
    }
}
