package dev.rollcall.identity.outbox;

import dev.rollcall.contracts.audit.AuditAction;
import dev.rollcall.contracts.audit.AuditEntry;
import dev.rollcall.contracts.id.ClerkUserId;
import dev.rollcall.contracts.id.OrgId;
import dev.rollcall.contracts.id.Uuid7;
import dev.rollcall.contracts.token.ServiceName;
import dev.rollcall.identity.mirror.Cause;
import io.micronaut.serde.ObjectMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes evidence of a change into the transaction that makes it: both are committed or neither is.
 * Thread safe.
 */
@Singleton
public final class Outbox {

    private final OutboxRepository repository;
    private final ObjectMapper json;
    private final Uuid7 ids;

    Outbox(OutboxRepository repository, ObjectMapper json, Uuid7 ids) {
        this.repository = repository;
        this.json = json;
        this.ids = ids;
    }

    /** The mirror itself is the actor: Clerk's events do not say who made the change. */
    public void append(
            AuditAction action,
            @Nullable ClerkUserId subject,
            @Nullable OrgId org,
            Map<String, String> attributes,
            List<AuditEntry.Detail> details,
            Cause cause) {
        Map<String, String> all = new HashMap<>(attributes);
        if (action.attributes().contains("source")) {
            all.put("source", cause.source().wire());
        }
        if (cause.messageId() != null) {
            all.put("message_id", cause.messageId().value());
        }
        all.keySet().retainAll(action.attributes());
        AuditEntry entry =
                new AuditEntry(
                        ids.next(),
                        cause.at(),
                        action,
                        AuditEntry.Outcome.SUCCEEDED,
                        AuditEntry.Actor.service(ServiceName.IDENTITY.wire()),
                        subject,
                        org,
                        null,
                        all,
                        details);
        try {
            repository.append(entry.id(), json.writeValueAsBytes(entry), cause.at());
        } catch (IOException impossible) {
            throw new UncheckedIOException("an audit entry is always written", impossible);
        }
    }
}
