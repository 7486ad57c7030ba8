package dev.rollcall.identity.user;

import dev.rollcall.contracts.audit.AuditAction;
import dev.rollcall.contracts.id.ClerkUserId;
import dev.rollcall.contracts.id.OrgId;
import dev.rollcall.contracts.id.UserId;
import dev.rollcall.identity.mirror.Cause;
import dev.rollcall.identity.outbox.Evidence;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The organisation that a person gets when they first become present, in the same transaction. It
 * is ours, not Clerk's: reconciliation and rebuild leave it alone, and it is erased with its owner.
 */
public record NewDefaultOrg(
        OrgId id, UUID membershipId, UserId owner, ClerkUserId ownerClerkId, Cause cause) {

    static final String OWNER_ROLE = "admin";

    public Evidence evidence() {
        return new Evidence(
                AuditAction.DEFAULT_ORG_CREATED,
                ownerClerkId,
                id,
                Map.of("role", OWNER_ROLE),
                List.of(),
                cause);
    }
}
