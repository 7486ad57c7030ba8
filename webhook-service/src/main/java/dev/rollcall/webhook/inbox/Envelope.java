package dev.rollcall.webhook.inbox;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What the inbox reads of an authentic body; the rest is the mirror's business. */
public sealed interface Envelope {

    /**
     * A body that can be delivered.
     *
     * @param subject Clerk's id of the object, if it has one of the usual shape
     * @param occurredAt the event's own time, if it has one
     */
    record Usable(
            String type, @Nullable String subject, @Nullable Instant occurredAt, Urgency urgency)
            implements Envelope {}

    /** A body nobody can use, ever; {@code reason} is a stable word. */
    record Poison(String reason) implements Envelope {}

    /** What takes access away is delivered before everything else. */
    enum Urgency {
        REVOKING,
        ORDINARY;

        /** The lower goes first. */
        int priority() {
            return this == REVOKING ? 0 : 1;
        }
    }

    static Envelope read(Payload payload) {
        return EnvelopeReader.read(payload.bytes());
    }
}
