package dev.rollcall.contracts.event;

import dev.rollcall.contracts.id.MessageId;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;

/**
 * One verified Clerk event on its way to the mirror.
 *
 * @param type Clerk's event type, for example {@code user.updated}; may be one that does not exist
 *     yet
 * @param receivedAt when it was first received
 * @param payload the body as Clerk signed it, UTF-8 text; personal data
 */
@Serdeable
public record EventDelivery(MessageId messageId, String type, Instant receivedAt, String payload) {

    @Override
    public String toString() {
        return "EventDelivery[" + messageId + ", " + type + ']';
    }
}
