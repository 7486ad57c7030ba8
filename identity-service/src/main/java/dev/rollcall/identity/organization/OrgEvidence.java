package dev.rollcall.identity.organization;

import dev.rollcall.contracts.audit.AuditAction;
import dev.rollcall.contracts.id.OrgId;
import dev.rollcall.identity.mirror.Cause;
import dev.rollcall.identity.mirror.Reduction;
import dev.rollcall.identity.outbox.Evidence;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a change of an organisation leaves in the audit log. Pure. */
public final class OrgEvidence {

    private OrgEvidence() {}

    public static Optional<Evidence> of(
            OrgId id, Reduction.Applied<OrgFacts> applied, Cause cause) {
        return switch (applied.change()) {
            case STUBBED, CONFIRMED, MISSED -> Optional.empty();
            case CREATED -> Optional.of(of(AuditAction.ORG_CREATED, id, Map.of(), cause));
            case UPDATED -> {
                String fields = String.join(",", applied.changedFields());
                yield Optional.of(of(AuditAction.ORG_UPDATED, id, Map.of("fields", fields), cause));
            }
            case DELETED -> Optional.of(deleted(id, cause));
        };
    }

    public static Evidence deleted(OrgId id, Cause cause) {
        return of(AuditAction.ORG_DELETED, id, Map.of(), cause);
    }

    private static Evidence of(
            AuditAction action, OrgId id, Map<String, String> attributes, Cause cause) {
        return new Evidence(action, null, id, attributes, List.of(), cause);
    }
}
