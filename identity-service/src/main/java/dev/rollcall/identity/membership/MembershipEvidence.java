package dev.rollcall.identity.membership;

import dev.rollcall.contracts.audit.AuditAction;
import dev.rollcall.contracts.id.ClerkUserId;
import dev.rollcall.contracts.id.OrgId;
import dev.rollcall.identity.mirror.Cause;
import dev.rollcall.identity.mirror.MirrorState;
import dev.rollcall.identity.mirror.Reduction;
import dev.rollcall.identity.outbox.Evidence;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a change of a membership leaves in the audit log. Pure. */
public final class MembershipEvidence {

    private MembershipEvidence() {}

    public static Optional<Evidence> of(
            ClerkUserId user,
            OrgId org,
            MirrorState<MembershipFacts> before,
            Reduction.Applied<MembershipFacts> applied,
            Cause cause) {
        return switch (applied.change()) {
            case STUBBED, CONFIRMED, MISSED -> Optional.empty();
            case CREATED ->
                    role(applied.next())
                            .map(it -> of(AuditAction.MEMBERSHIP_CREATED, user, org, it, cause));
            case UPDATED ->
                    role(applied.next())
                            .map(it -> of(AuditAction.MEMBERSHIP_UPDATED, user, org, it, cause));
            case DELETED -> role(before).map(it -> deleted(user, org, it, cause));
        };
    }

    public static Evidence deleted(ClerkUserId user, OrgId org, String role, Cause cause) {
        return of(AuditAction.MEMBERSHIP_DELETED, user, org, role, cause);
    }

    private static Evidence of(
            AuditAction action, ClerkUserId user, OrgId org, String role, Cause cause) {
        return new Evidence(action, user, org, Map.of("role", role), List.of(), cause);
    }

    private static Optional<String> role(MirrorState<MembershipFacts> state) {
        return state instanceof MirrorState.Present<MembershipFacts> present
                ? Optional.of(present.facts().role())
                : Optional.empty();
    }
}
