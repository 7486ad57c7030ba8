package dev.rollcall.identity.sighting;

import dev.rollcall.contracts.audit.AuditAction;
import dev.rollcall.contracts.id.ClerkUserId;
import dev.rollcall.contracts.id.OrgId;
import dev.rollcall.contracts.id.UserId;
import dev.rollcall.identity.mirror.Cause;
import dev.rollcall.identity.mirror.Entry;
import dev.rollcall.identity.outbox.Evidence;
import dev.rollcall.identity.user.NewDefaultOrg;
import dev.rollcall.identity.user.UserFacts;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Gives a new person their organisation, if the policy says so.
 *
 * @param wanted whether new people get one
 * @param ids where its ids come from
 */
record NewDefaultOrgs(boolean wanted, Supplier<UUID> ids) {

    void create(ClerkUserId owner, Entry<UserFacts> entry, Cause cause, Consequences out) {
        if (!wanted) {
            return;
        }
        OrgId id = new OrgId(ids.get());
        out.defaultOrgs.put(
                owner.value(), new NewDefaultOrg(id, ids.get(), new UserId(entry.id())));
        out.evidence.add(
                new Evidence(
                        AuditAction.DEFAULT_ORG_CREATED,
                        owner,
                        id,
                        Map.of("role", NewDefaultOrg.OWNER_ROLE),
                        List.of(),
                        cause));
    }
}
