package dev.rollcall.contracts.change;

import dev.rollcall.contracts.id.ClerkOrgId;
import dev.rollcall.contracts.id.ClerkSessionId;
import dev.rollcall.contracts.id.ClerkUserId;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One change: ids only, no personal detail.
 *
 * @param user of every kind but {@link ChangeKind#ORG_CHANGED}
 * @param org of {@code MEMBERSHIP_*} and {@code ORG_CHANGED}
 * @param session of {@link ChangeKind#SESSION_REVOKED}
 * @param at when it happened at Clerk, in milliseconds
 */
@Serdeable
public record ChangeEntry(
        ChangeKind kind,
        @Nullable ClerkUserId user,
        @Nullable ClerkOrgId org,
        @Nullable ClerkSessionId session,
        Instant at) {

    public ChangeEntry {
        boolean complete =
                switch (kind) {
                    case USER_CHANGED, USER_REVOKED, USER_READMITTED ->
                            user != null && org == null && session == null;
                    case SESSION_REVOKED -> user != null && org == null && session != null;
                    case MEMBERSHIP_CHANGED, MEMBERSHIP_REVOKED ->
                            user != null && org != null && session == null;
                    case ORG_CHANGED -> user == null && org != null && session == null;
                };
        if (!complete) {
            throw new IllegalArgumentException("not the ids of a change of this kind");
        }
    }

    /** For kinds that name a user. */
    public ClerkUserId requireUser() {
        return Objects.requireNonNull(user);
    }

    /** For kinds that name an organisation. */
    public ClerkOrgId requireOrg() {
        return Objects.requireNonNull(org);
    }

    /** For {@link ChangeKind#SESSION_REVOKED}. */
    public ClerkSessionId requireSession() {
        return Objects.requireNonNull(session);
    }
}
