package dev.rollcall.contracts.audit;

import dev.rollcall.contracts.id.ClerkUserId;
import dev.rollcall.contracts.id.OrgId;
import dev.rollcall.contracts.id.RequestId;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One record of evidence as it travels. It names people; audit-service replaces them by aliases and
 * encrypts each detail under the key of the person it describes before anything is stored.
 *
 * @param id UUIDv7, the idempotency key: sending the same entry again changes nothing
 * @param actor who did it, null where nobody is known
 * @param subject whom it is about, null where nobody
 * @param attributes in clear; only names that {@link AuditAction#attributes()} lists, values of at
 *     most {@value #LONGEST_VALUE} characters
 * @param details personal details, to be encrypted
 */
@Serdeable
public record AuditEntry(
        UUID id,
        Instant occurredAt,
        AuditAction action,
        Outcome outcome,
        @Nullable Actor actor,
        @Nullable ClerkUserId subject,
        @Nullable OrgId org,
        @Nullable RequestId requestId,
        Map<String, String> attributes,
        List<Detail> details) {

    public static final int LONGEST_VALUE = 512;
    public static final int MOST_DETAILS = 32;

    public AuditEntry {
        Objects.requireNonNull(id);
        Objects.requireNonNull(occurredAt);
        Objects.requireNonNull(outcome);
        attributes = Map.copyOf(attributes);
        details = List.copyOf(details);
        Set<String> allowed = action.attributes();
        for (Map.Entry<String, String> attribute : attributes.entrySet()) {
            if (!allowed.contains(attribute.getKey())) {
                throw new IllegalArgumentException("an attribute is not allowed for this action");
            }
            if (attribute.getValue().length() > LONGEST_VALUE) {
                throw new IllegalArgumentException("an attribute is too long");
            }
        }
        if (details.size() > MOST_DETAILS) {
            throw new IllegalArgumentException("too many details");
        }
    }

    /** How the act ended. */
    @Serdeable
    public enum Outcome {
        SUCCEEDED,
        REFUSED,
        FAILED
    }

    /** A person or one of our services, never both. */
    @Serdeable
    public record Actor(@Nullable ClerkUserId user, @Nullable String service) {

        public Actor {
            if ((user == null) == (service == null)) {
                throw new IllegalArgumentException("an actor is a user or a service");
            }
        }

        public static Actor user(ClerkUserId user) {
            return new Actor(user, null);
        }

        public static Actor service(String service) {
            return new Actor(null, service);
        }
    }

    /** A field and its value about one person; the value is personal data. */
    @Serdeable
    public record Detail(ClerkUserId about, String field, String value) {

        public Detail {
            Objects.requireNonNull(about);
            Objects.requireNonNull(field);
            Objects.requireNonNull(value);
        }

        @Override
        public String toString() {
            return "Detail[" + field + ']';
        }
    }
}
