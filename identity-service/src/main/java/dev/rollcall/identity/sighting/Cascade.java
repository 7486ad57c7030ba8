package dev.rollcall.identity.sighting;

import dev.rollcall.contracts.id.ClerkOrgId;
import dev.rollcall.contracts.id.ClerkSessionId;
import dev.rollcall.contracts.id.ClerkUserId;
import dev.rollcall.contracts.id.OrgId;
import dev.rollcall.identity.change.Change;
import dev.rollcall.identity.invitation.InvitationFacts;
import dev.rollcall.identity.membership.LiveMemberships;
import dev.rollcall.identity.membership.MembershipEvidence;
import dev.rollcall.identity.membership.MembershipFacts;
import dev.rollcall.identity.mirror.Cause;
import dev.rollcall.identity.mirror.Entry;
import dev.rollcall.identity.mirror.MirrorState;
import dev.rollcall.identity.mirror.Observation;
import dev.rollcall.identity.organization.OrgEvidence;
import dev.rollcall.identity.session.SessionChanges;
import dev.rollcall.identity.session.SessionFacts;
import dev.rollcall.identity.user.UserFacts;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * What ends with a person or an organisation: each ended membership leaves its own evidence, once,
 * for whatever has ended before is not live any more. Fills what it was given.
 */
final class Cascade {

    private final Ledgers ledgers;
    private final Consequences out;

    Cascade(Ledgers ledgers, Consequences out) {
        this.ledgers = ledgers;
        this.out = out;
    }

    void userDeleted(ClerkUserId user, Sighted seen) {
        endMemberships(facts -> facts.userId().equals(user), seen);
        UUID row = ledgers.userId(user);
        for (LiveMemberships.Local local : ledgers.local) {
            if (local.userId().equals(row) && out.endedLocal.add(local.id())) {
                localEnded(user, new OrgId(local.orgId()), local.role(), seen.cause());
            }
        }
        out.newPeople.remove(user.value());
    }

    void orgDeleted(ClerkOrgId org, Sighted seen) {
        endMemberships(facts -> facts.orgId().equals(org), seen);
        for (Entry<InvitationFacts> invitation : ledgers.invitations.all()) {
            if (org.equals(invitation.fact(InvitationFacts::orgId))) {
                invitation.observe(new Observation.Removed<>(), seen.cause());
            }
        }
    }

    /** Sessions of somebody banned or deleted, as far as they are known, are over at once. */
    void shutOut(
            ClerkUserId user, MirrorState<UserFacts> before, Entry<UserFacts> now, Instant at) {
        if (isShutOut(before) || !isShutOut(now.state())) {
            return;
        }
        for (Entry<SessionFacts> session : ledgers.sessions.all()) {
            if (user.equals(session.fact(SessionFacts::userId))
                    && !SessionChanges.isOver(session.state())) {
                ClerkSessionId id = new ClerkSessionId(session.clerkId());
                out.changes.add(new Change.SessionRevoked(id, user, at));
            }
        }
    }

    private static boolean isShutOut(MirrorState<UserFacts> state) {
        return switch (state) {
            case MirrorState.Unseen<UserFacts> unseen -> false;
            case MirrorState.Stub<UserFacts> stub -> false;
            case MirrorState.Present<UserFacts> present -> present.facts().banned();
            case MirrorState.Gone<UserFacts> gone -> true;
        };
    }

    private void endMemberships(Predicate<MembershipFacts> ends, Sighted seen) {
        for (Entry<MembershipFacts> membership : ledgers.memberships.all()) {
            MembershipFacts facts = membership.facts();
            if (facts != null && ends.test(facts)) {
                membership.observe(new Observation.Removed<>(), seen.cause());
                OrgId org = ledgers.orgId(facts.orgId());
                out.evidence.add(
                        MembershipEvidence.deleted(
                                facts.userId(), org, facts.role(), seen.cause()));
                out.changes.add(
                        new Change.MembershipRevoked(
                                facts.orgId(), facts.userId(), seen.happenedAt()));
            }
        }
    }

    private void localEnded(ClerkUserId user, OrgId org, String role, Cause cause) {
        out.evidence.add(MembershipEvidence.deleted(user, org, role, cause));
        out.evidence.add(OrgEvidence.deleted(org, cause));
    }
}
