package dev.rollcall.contracts.audit;

import io.micronaut.serde.annotation.Serdeable;
import java.util.Locale;
import java.util.Set;

/**
 * What can be evidenced, and which attributes each may carry in clear. An attribute that is not
 * named here is refused: the log keeps what is allowed, never what happens to be there.
 */
@Serdeable
public enum AuditAction {
    ACCESS_GRANTED("method", "route"),
    /** One of them, or with {@code count} so many of one person since {@code since}. */
    ACCESS_REFUSED("method", "route", "code", "count", "since"),
    AUDIT_READ("count"),
    USER_CREATED("source", "message_id"),
    USER_UPDATED("source", "message_id", "fields"),
    USER_DELETED("source", "message_id"),
    USER_ADMINISTERED("operation", "fields"),
    ORG_CREATED("source", "message_id"),
    ORG_UPDATED("source", "message_id", "fields"),
    ORG_DELETED("source", "message_id"),
    MEMBERSHIP_CREATED("source", "message_id", "role"),
    MEMBERSHIP_UPDATED("source", "message_id", "role"),
    MEMBERSHIP_DELETED("source", "message_id", "role"),
    DEFAULT_ORG_CREATED("role"),
    WEBHOOK_REVEALED("message_id"),
    WEBHOOK_REPLAYED("replay", "kind", "message_id", "since", "until", "events", "target");

    @SuppressWarnings("ImmutableEnumChecker") // Set.of is immutable; its type cannot say so
    private final Set<String> attributes;

    AuditAction(String... attributes) {
        this.attributes = Set.of(attributes);
    }

    /** The names that may stand in clear beside this action. */
    public Set<String> attributes() {
        return attributes;
    }

    /** As it stands in the log: {@code user.created}. */
    public String wire() {
        int subject = name().lastIndexOf('_');
        String text = name().substring(0, subject) + '.' + name().substring(subject + 1);
        return text.toLowerCase(Locale.ROOT);
    }
}
