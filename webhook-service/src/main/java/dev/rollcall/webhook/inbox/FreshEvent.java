package dev.rollcall.webhook.inbox;

import java.time.Instant;

/**
 * An event just accepted and inserted under a lease of this process, with fence 1.
 *
 * @param receivedAt with the id the key of its row
 * @param leasedUntil on the clock of {@link System#nanoTime}; not after the row's own
 */
public record FreshEvent(
        String messageId,
        String type,
        Instant receivedAt,
        Payload payload,
        Envelope.Urgency urgency,
        long leasedUntil) {

    /** The payload as text; that it is UTF-8 was checked when it was read. */
    public String text() {
        return payload.text();
    }
}
