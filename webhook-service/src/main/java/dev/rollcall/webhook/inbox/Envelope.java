package dev.rollcall.webhook.inbox;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the inbox reads of an authentic body; the rest is the mirror's business. */
public sealed interface Envelope {

    /**
     * A body that can be delivered.
     *
     * @param subject Clerk's id of the object, if it has one of the usual shape
     * @param occurredAt the event's own time, if it has one
     * @param instance Clerk's id of the instance that it says it comes from
     * @param mentions the people in it; null if they are too many to be listed
     */
    record Usable(
            String type,
            @Nullable String subject,
            @Nullable Instant occurredAt,
            Urgency urgency,
            @Nullable String instance,
            @Nullable Set<String> mentions)
            implements Envelope {}

    /** An event of another Clerk instance, signed with a secret of ours: kept, not delivered. */
    record Foreign(Usable event) implements Envelope {}

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
}
