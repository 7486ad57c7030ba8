package dev.rollcall.identity.outbox;

import dev.rollcall.contracts.audit.AuditAction;
import dev.rollcall.contracts.audit.AuditEntry;
import dev.rollcall.contracts.id.ClerkUserId;
import dev.rollcall.contracts.id.OrgId;
import dev.rollcall.contracts.token.ServiceName;
import dev.rollcall.identity.mirror.Cause;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a change of the mirror leaves in the audit log. Where no administrator ordered it the mirror
 * itself is the actor: Clerk's events do not say who made the change.
 *
 * @param attributes in clear; source and message id are added from the cause
 */
public record Evidence(
        AuditAction action,
        @Nullable ClerkUserId subject,
        @Nullable OrgId org,
        Map<String, String> attributes,
        List<AuditEntry.Detail> details,
        Cause cause) {

    AuditEntry entry(UUID id) {
        Map<String, String> all = new HashMap<>(attributes);
        all.put("source", cause.source().wire());
        if (cause.messageId() != null) {
            all.put("message_id", cause.messageId().value());
        }
        all.keySet().retainAll(action.attributes());
        return new AuditEntry(
                id,
                cause.at(),
                action,
                AuditEntry.Outcome.SUCCEEDED,
                actor(),
                subject,
                org,
                null,
                all,
                details);
    }

    private AuditEntry.Actor actor() {
        ClerkUserId person = cause.actor();
        return person == null
                ? AuditEntry.Actor.service(ServiceName.IDENTITY.wire())
                : AuditEntry.Actor.user(person);
    }
}
