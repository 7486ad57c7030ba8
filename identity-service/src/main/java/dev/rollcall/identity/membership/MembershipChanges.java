package dev.rollcall.identity.membership;

import dev.rollcall.contracts.id.ClerkOrgId;
import dev.rollcall.contracts.id.ClerkUserId;
import dev.rollcall.identity.change.Change;
import dev.rollcall.identity.mirror.MirrorState;
import dev.rollcall.identity.mirror.Reduction;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What whoever remembers a member has to hear of a change. Only {@code admin} is known to be the
 * highest role: to become anything else may be less, and counts as less. Pure.
 */
public final class MembershipChanges {

    private static final String HIGHEST = "admin";

    private MembershipChanges() {}

    public static List<Change> of(
            ClerkOrgId org,
            ClerkUserId user,
            MirrorState<MembershipFacts> before,
            Reduction.Applied<MembershipFacts> applied,
            Instant at) {
        String was = liveRole(before);
        String is = liveRole(applied.next());
        Change revoked = new Change.MembershipRevoked(org, user, at);
        Change changed = new Change.MembershipChanged(org, user, at);
        if (applied.change() == Reduction.Change.DELETED) {
            return List.of(revoked);
        }
        if (is == null) {
            return was == null ? List.of() : List.of(revoked);
        }
        if (was == null) {
            return List.of(changed);
        }
        if (was.equals(is)) {
            return List.of();
        }
        return is.equals(HIGHEST) ? List.of(changed) : List.of(revoked, changed);
    }

    private static @Nullable String liveRole(MirrorState<MembershipFacts> state) {
        return state instanceof MirrorState.Present<MembershipFacts> present && !present.isAbsent()
                ? present.facts().role()
                : null;
    }
}
