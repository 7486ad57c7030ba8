package dev.rollcall.identity.session;

import dev.rollcall.contracts.id.ClerkUserId;
import dev.rollcall.identity.mirror.ChangedFields;
import dev.rollcall.identity.mirror.Facts;
import dev.rollcall.identity.mirror.FactsHash;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the mirror keeps of a Clerk session: never where from or with what.
 *
 * @param status Clerk's word (Clerk docs, session status)
 */
public record SessionFacts(
        ClerkUserId userId, String status, @Nullable Instant createdAt, @Nullable Instant expiresAt)
        implements Facts<SessionFacts> {

    private static final Set<String> OVER =
            Set.of("ended", "removed", "revoked", "expired", "abandoned", "replaced");

    /** Clerk never opens a session again. */
    @Override
    public boolean isFinal() {
        return OVER.contains(status);
    }

    @Override
    public long hash() {
        return FactsHash.of(userId, status, createdAt, expiresAt);
    }

    @Override
    public List<String> changedFields(SessionFacts before) {
        return new ChangedFields()
                .compare("user", before.userId, userId)
                .compare("status", before.status, status)
                .compare("created_at", before.createdAt, createdAt)
                .compare("expires_at", before.expiresAt, expiresAt)
                .names();
    }
}
