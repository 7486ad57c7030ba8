package dev.rollcall.webhook.event;

import dev.rollcall.contracts.admin.WebhookEvent;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * Where an event stands in the list: by arrival, then by id.
 *
 * @param receivedAt whole microseconds
 */
record EventKey(Instant receivedAt, String messageId) {

    /** Behind every event, for a list that goes back in time. */
    private static final EventKey BEHIND_ALL =
            new EventKey(Instant.parse("9999-12-31T00:00:00Z"), "");

    static EventKey of(WebhookEvent event) {
        return new EventKey(event.receivedAt(), event.messageId().value());
    }

    /** From the text of one; {@code null} is behind all. */
    static EventKey parse(@Nullable String text) {
        if (text == null) {
            return BEHIND_ALL;
        }
        int colon = text.indexOf(':');
        long micros = Long.parseLong(text, 0, colon, 10);
        return new EventKey(
                Instant.EPOCH.plus(micros, ChronoUnit.MICROS), text.substring(colon + 1));
    }

    @Override
    public String toString() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, receivedAt) + ":" + messageId;
    }
}
