package dev.rollcall.identity.invitation;

import dev.rollcall.contracts.id.ClerkOrgId;
import dev.rollcall.identity.mirror.ChangedFields;
import dev.rollcall.identity.mirror.Facts;
import dev.rollcall.identity.mirror.FactsHash;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the mirror keeps of an invitation: its state, never the address it went to.
 *
 * @param role normalised without {@code org:}
 * @param status {@code pending}, {@code accepted} or {@code revoked}
 */
public record InvitationFacts(
        ClerkOrgId orgId,
        String role,
        String status,
        @Nullable Instant createdAt,
        @Nullable Instant expiresAt)
        implements Facts<InvitationFacts> {

    private static final Set<String> OVER = Set.of("accepted", "revoked");

    @Override
    public boolean isFinal() {
        return OVER.contains(status);
    }

    @Override
    public long hash() {
        return FactsHash.of(orgId, role, status, createdAt, expiresAt);
    }

    @Override
    public List<String> changedFields(InvitationFacts before) {
        return new ChangedFields()
                .compare("org", before.orgId, orgId)
                .compare("role", before.role, role)
                .compare("status", before.status, status)
                .compare("created_at", before.createdAt, createdAt)
                .compare("expires_at", before.expiresAt, expiresAt)
                .names();
    }
}
