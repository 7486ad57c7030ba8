package dev.rollcall.identity.sighting;

import dev.rollcall.contracts.id.ClerkUserId;
import dev.rollcall.contracts.id.OrgId;
import dev.rollcall.identity.invitation.InvitationFacts;
import dev.rollcall.identity.membership.MembershipChanges;
import dev.rollcall.identity.membership.MembershipEvidence;
import dev.rollcall.identity.membership.MembershipFacts;
import dev.rollcall.identity.mirror.Cause;
import dev.rollcall.identity.mirror.Entry;
import dev.rollcall.identity.mirror.Ignored;
import dev.rollcall.identity.mirror.MirrorState;
import dev.rollcall.identity.mirror.Observation;
import dev.rollcall.identity.mirror.Reduction;
import dev.rollcall.identity.organization.OrgChanges;
import dev.rollcall.identity.organization.OrgEvidence;
import dev.rollcall.identity.organization.OrgFacts;
import dev.rollcall.identity.session.SessionChanges;
import dev.rollcall.identity.session.SessionFacts;
import dev.rollcall.identity.tombstone.Tombstones;
import dev.rollcall.identity.user.UserChanges;
import dev.rollcall.identity.user.UserEvidence;
import dev.rollcall.identity.user.UserFacts;

/**
 * Folds sightings into the ledgers of a batch, one after another, with what each drags along:
 * parents that were only named, cascades, evidence, changes. The end is the same as if each had had
 * a transaction of its own. Pure but for what it was given to fill.
 */
final class MirrorFold {

    private final Ledgers ledgers;
    private final Consequences out;
    private final Cascade cascade;

    MirrorFold(Ledgers ledgers, Consequences out) {
        this.ledgers = ledgers;
        this.out = out;
        this.cascade = new Cascade(ledgers, out);
    }

    Reduction<?> apply(Sighted seen) {
        return switch (seen.sighting()) {
            case Sighting.OfUser user -> user(user, seen);
            case Sighting.OfOrg org -> org(org, seen);
            case Sighting.OfMembership membership -> membership(membership, seen);
            case Sighting.OfSession session -> session(session, seen);
            case Sighting.OfInvitation invitation -> invitation(invitation, seen.cause());
        };
    }

    private Reduction<UserFacts> user(Sighting.OfUser user, Sighted seen) {
        Entry<UserFacts> entry = ledgers.users.get(user.id().value());
        MirrorState<UserFacts> before = entry.state();
        Reduction<UserFacts> reduction = entry.observe(user.observation(), seen.cause());
        mark(user.observation(), Tombstones.Kind.USER, user.id().value());
        if (reduction instanceof Reduction.Applied<UserFacts> applied) {
            UserEvidence.of(user.id(), before, applied, seen.cause()).ifPresent(out.evidence::add);
            out.changes.addAll(UserChanges.of(user.id(), before, applied, seen.happenedAt()));
            switch (applied.change()) {
                case CREATED -> out.newPeople.put(user.id().value(), seen.cause());
                case DELETED -> cascade.userDeleted(user.id(), seen);
                case STUBBED, UPDATED, CONFIRMED, MISSED -> {}
            }
            cascade.shutOut(user.id(), before, entry, seen.happenedAt());
        }
        return reduction;
    }

    private Reduction<OrgFacts> org(Sighting.OfOrg org, Sighted seen) {
        if (org.observation() instanceof Observation.Upserted<OrgFacts> upserted
                && upserted.facts().createdBy() != null) {
            mention(upserted.facts().createdBy(), seen.cause());
        }
        Entry<OrgFacts> entry = ledgers.orgs.get(org.id().value());
        MirrorState<OrgFacts> before = entry.state();
        Reduction<OrgFacts> reduction = entry.observe(org.observation(), seen.cause());
        mark(org.observation(), Tombstones.Kind.ORG, org.id().value());
        if (reduction instanceof Reduction.Applied<OrgFacts> applied) {
            OrgId id = new OrgId(entry.id());
            OrgEvidence.of(id, applied, seen.cause()).ifPresent(out.evidence::add);
            out.changes.addAll(OrgChanges.of(org.id(), before, applied, seen.happenedAt()));
            if (applied.change() == Reduction.Change.DELETED) {
                cascade.orgDeleted(org.id(), seen);
            }
        }
        return reduction;
    }

    private Reduction<MembershipFacts> membership(Sighting.OfMembership seen, Sighted why) {
        Entry<OrgFacts> org = ledgers.orgs.get(seen.orgId().value());
        org.observe(new Observation.Mentioned<>(), why.cause());
        mention(seen.userId(), why.cause());
        boolean orphan = org.isGone() || ledgers.users.get(seen.userId().value()).isGone();
        Entry<MembershipFacts> entry = ledgers.memberships.get(seen.id().value());
        mark(seen.observation(), Tombstones.Kind.MEMBERSHIP, seen.id().value());
        if (orphan && !(seen.observation() instanceof Observation.Removed<MembershipFacts>)) {
            return new Reduction.Unchanged<>(Ignored.AFTER_REMOVAL);
        }
        if (hasNothingToMiss(entry, seen.observation())) {
            return new Reduction.Unchanged<>(Ignored.NEVER_SEEN);
        }
        MirrorState<MembershipFacts> before = entry.state();
        Reduction<MembershipFacts> reduction = entry.observe(seen.observation(), why.cause());
        if (reduction instanceof Reduction.Applied<MembershipFacts> applied && !orphan) {
            MembershipEvidence.of(seen.userId(), new OrgId(org.id()), before, applied, why.cause())
                    .ifPresent(out.evidence::add);
            out.changes.addAll(
                    MembershipChanges.of(
                            seen.orgId(), seen.userId(), before, applied, why.happenedAt()));
        }
        return reduction;
    }

    private Reduction<SessionFacts> session(Sighting.OfSession seen, Sighted why) {
        Entry<SessionFacts> entry = ledgers.sessions.get(seen.id().value());
        if (ledgers.users.get(seen.userId().value()).isGone()) {
            return new Reduction.Unchanged<>(Ignored.AFTER_REMOVAL);
        }
        if (!(seen.observation() instanceof Observation.Upserted<SessionFacts>)) {
            return new Reduction.Unchanged<>(Ignored.NEVER_SEEN);
        }
        MirrorState<SessionFacts> before = entry.state();
        Reduction<SessionFacts> reduction = entry.observe(seen.observation(), why.cause());
        if (reduction instanceof Reduction.Applied<SessionFacts> applied) {
            out.changes.addAll(SessionChanges.of(seen.id(), before, applied, why.happenedAt()));
        }
        return reduction;
    }

    private Reduction<InvitationFacts> invitation(Sighting.OfInvitation seen, Cause cause) {
        Entry<OrgFacts> org = ledgers.orgs.get(seen.orgId().value());
        org.observe(new Observation.Mentioned<>(), cause);
        if (org.isGone()) {
            return new Reduction.Unchanged<>(Ignored.AFTER_REMOVAL);
        }
        if (!(seen.observation() instanceof Observation.Upserted<InvitationFacts>)) {
            return new Reduction.Unchanged<>(Ignored.NEVER_SEEN);
        }
        return ledgers.invitations.get(seen.id().value()).observe(seen.observation(), cause);
    }

    private void mention(ClerkUserId user, Cause cause) {
        ledgers.users.get(user.value()).observe(new Observation.Mentioned<>(), cause);
    }

    /** A signed deletion is remembered, also where a cascade came first. */
    private void mark(Observation<?> observation, Tombstones.Kind kind, String clerkId) {
        if (observation instanceof Observation.Removed<?>) {
            out.tombstones.add(new Tombstones.Mark(kind, clerkId));
        }
    }

    /** A membership has no row before its facts: an absence or a mention cannot be kept. */
    private static boolean hasNothingToMiss(
            Entry<MembershipFacts> entry, Observation<MembershipFacts> observation) {
        return entry.state() instanceof MirrorState.Unseen<MembershipFacts>
                && switch (observation) {
                    case Observation.Upserted<MembershipFacts> upserted -> false;
                    case Observation.Removed<MembershipFacts> removed -> false;
                    case Observation.Mentioned<MembershipFacts> mentioned -> true;
                    case Observation.Missed<MembershipFacts> missed -> true;
                };
    }
}
