package dev.rollcall.identity.user;

import dev.rollcall.contracts.audit.AuditAction;
import dev.rollcall.contracts.id.ClerkUserId;
import dev.rollcall.contracts.id.OrgId;
import dev.rollcall.contracts.id.UserId;
import dev.rollcall.contracts.id.Uuid7;
import dev.rollcall.identity.mirror.Cause;
import dev.rollcall.identity.outbox.Outbox;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;

/**
 * The organisation that a person gets when they first become present, in the same transaction. It
 * is ours, not Clerk's: reconciliation and rebuild leave it alone, and it is erased with its owner.
 */
@Singleton
final class DefaultOrg {

    private static final String OWNER_ROLE = "admin";

    private final DefaultOrgPolicy policy;
    private final DefaultOrgRepository repository;
    private final Outbox outbox;
    private final Uuid7 ids;

    DefaultOrg(DefaultOrgPolicy policy, DefaultOrgRepository repository, Outbox outbox, Uuid7 ids) {
        this.policy = policy;
        this.repository = repository;
        this.outbox = outbox;
        this.ids = ids;
    }

    void create(UserId owner, ClerkUserId ownerClerkId, Cause cause) {
        if (!policy.org().equals(DefaultOrgPolicy.PERSONAL)) {
            return;
        }
        OrgId org = new OrgId(ids.next());
        repository.append(org.value(), owner.value(), ids.next(), OWNER_ROLE, cause.at());
        outbox.append(
                AuditAction.DEFAULT_ORG_CREATED,
                ownerClerkId,
                org,
                Map.of("role", OWNER_ROLE),
                List.of(),
                cause);
    }
}
