package dev.rollcall.webhook.delivery;

import dev.rollcall.contracts.event.EventDelivery;
import dev.rollcall.contracts.id.MessageId;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;

/**
 * An event under lease.
 *
 * @param attempts failures so far
 * @param leaseFence under which its outcome must be written; 1 on the first lease
 */
@MappedEntity(value = "inbox", schema = "webhook")
record LeasedEvent(
        String messageId,
        String type,
        Instant receivedAt,
        String payload,
        int attempts,
        long leaseFence) {

    EventDelivery delivery() {
        return new EventDelivery(new MessageId(messageId), type, receivedAt, payload);
    }

    @Override
    public String toString() {
        return "LeasedEvent[" + messageId + ", " + type + ", " + leaseFence + ']';
    }
}
