package dev.rollcall.identity.membership;

import dev.rollcall.contracts.id.ClerkOrgId;
import dev.rollcall.contracts.id.ClerkUserId;
import dev.rollcall.identity.mirror.ChangedFields;
import dev.rollcall.identity.mirror.Facts;
import dev.rollcall.identity.mirror.FactsHash;
import java.time.Instant;
import java.util.List;

/**
 * What the mirror keeps of a Clerk membership.
 *
 * @param role normalised without {@code org:}
 */
public record MembershipFacts(ClerkOrgId orgId, ClerkUserId userId, String role, Instant createdAt)
        implements Facts<MembershipFacts> {

    @Override
    public long hash() {
        return FactsHash.of(orgId, userId, role, createdAt);
    }

    @Override
    public List<String> changedFields(MembershipFacts before) {
        return new ChangedFields()
                .compare("org", before.orgId, orgId)
                .compare("user", before.userId, userId)
                .compare("role", before.role, role)
                .compare("created_at", before.createdAt, createdAt)
                .names();
    }
}
