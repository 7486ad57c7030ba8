package dev.rollcall.identity.membership;

import dev.rollcall.contracts.audit.AuditAction;
import dev.rollcall.contracts.id.ClerkMembershipId;
import dev.rollcall.contracts.id.ClerkOrgId;
import dev.rollcall.contracts.id.ClerkUserId;
import dev.rollcall.contracts.id.OrgId;
import dev.rollcall.contracts.id.UserId;
import dev.rollcall.contracts.id.Uuid7;
import dev.rollcall.identity.mirror.Cause;
import dev.rollcall.identity.mirror.EntityLock;
import dev.rollcall.identity.mirror.Ignored;
import dev.rollcall.identity.mirror.MirrorReducer;
import dev.rollcall.identity.mirror.MirrorState;
import dev.rollcall.identity.mirror.Observation;
import dev.rollcall.identity.mirror.Reduction;
import dev.rollcall.identity.mirror.Version;
import dev.rollcall.identity.organization.OrgMirror;
import dev.rollcall.identity.outbox.Outbox;
import dev.rollcall.identity.tombstone.Tombstones;
import dev.rollcall.identity.user.UserMirror;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Applies observations of memberships: parents first (organisation, then person, each a stub if it
 * is unknown), then lock, read, reduce, write the row and its evidence, in the caller's
 * transaction. A membership whose parent is deleted is over, whatever arrives.
 */
@Singleton
public class MembershipMirror {

    private final EntityLock lock;
    private final MembershipRepository memberships;
    private final OrgMirror orgs;
    private final UserMirror users;
    private final Tombstones tombstones;
    private final Outbox outbox;
    private final Uuid7 ids;

    MembershipMirror(
            EntityLock lock,
            MembershipRepository memberships,
            OrgMirror orgs,
            UserMirror users,
            Tombstones tombstones,
            Outbox outbox,
            Uuid7 ids) {
        this.lock = lock;
        this.memberships = memberships;
        this.orgs = orgs;
        this.users = users;
        this.tombstones = tombstones;
        this.outbox = outbox;
        this.ids = ids;
    }

    @Transactional(Transactional.TxType.MANDATORY)
    public Reduction<MembershipFacts> apply(
            ClerkMembershipId clerkId,
            ClerkOrgId orgClerkId,
            ClerkUserId userClerkId,
            Observation<MembershipFacts> observation,
            Cause cause) {
        Optional<OrgId> org = orgs.mention(orgClerkId, cause);
        Optional<UserId> user = users.mention(userClerkId, cause);
        lock.take(clerkId.value());
        Optional<MembershipRow> row = memberships.findByClerkId(clerkId.value());
        MirrorState<MembershipFacts> state =
                row.map(MembershipMirror::state).orElseGet(() -> unknown(clerkId));
        Reduction<MembershipFacts> reduction = MirrorReducer.reduce(state, observation);
        if (!(reduction instanceof Reduction.Applied<MembershipFacts> applied)) {
            return reduction;
        }
        boolean orphan = org.isEmpty() || user.isEmpty();
        switch (applied.next()) {
            case MirrorState.Unseen<MembershipFacts> unseen ->
                    throw new IllegalStateException("nothing becomes unseen");
            case MirrorState.Stub<MembershipFacts> stub ->
                    throw new IllegalStateException("nobody mentions a membership");
            case MirrorState.Present<MembershipFacts> present -> {
                if (orphan) {
                    return new Reduction.Unchanged<>(Ignored.AFTER_REMOVAL);
                }
                OrgId orgId = org.orElseThrow();
                write(clerkId, row, orgId, user.orElseThrow(), present, applied.change(), cause);
            }
            case MirrorState.Gone<MembershipFacts> gone -> {
                tombstones.append(Tombstones.Kind.MEMBERSHIP, clerkId.value(), cause.at());
                row.ifPresent(ended -> memberships.end(ended.id(), cause.at()));
            }
        }
        if (!orphan) {
            evidence(userClerkId, org.orElseThrow(), state, applied, cause);
        }
        return reduction;
    }

    private MirrorState<MembershipFacts> unknown(ClerkMembershipId clerkId) {
        return tombstones.exists(Tombstones.Kind.MEMBERSHIP, clerkId.value())
                ? new MirrorState.Gone<>()
                : new MirrorState.Unseen<>();
    }

    private static MirrorState<MembershipFacts> state(MembershipRow row) {
        Long updatedMs = row.versionUpdatedMs();
        Long observedMs = row.versionObservedMs();
        Long hash = row.versionHash();
        String org = row.orgClerkId();
        String user = row.userClerkId();
        if (row.deletedAt() != null || org == null || user == null) {
            return new MirrorState.Gone<>();
        }
        if (updatedMs == null || observedMs == null || hash == null) {
            throw new IllegalStateException("a membership of Clerk's has a version");
        }
        MembershipFacts facts =
                new MembershipFacts(
                        new ClerkOrgId(org),
                        new ClerkUserId(user),
                        row.role(),
                        row.clerkCreatedAt());
        return new MirrorState.Present<>(
                facts, new Version(updatedMs, observedMs, hash), row.absentAt());
    }

    private void write(
            ClerkMembershipId clerkId,
            Optional<MembershipRow> before,
            OrgId org,
            UserId user,
            MirrorState.Present<MembershipFacts> present,
            Reduction.Change change,
            Cause cause) {
        UUID id = before.map(MembershipRow::id).orElseGet(ids::next);
        boolean confirmed = change == Reduction.Change.CONFIRMED;
        MembershipRow row =
                new MembershipRow(
                        id,
                        clerkId.value(),
                        org.value(),
                        user.value(),
                        null,
                        null,
                        present.facts().role(),
                        present.facts().createdAt(),
                        present.version().updatedMs(),
                        present.version().observedMs(),
                        present.version().hash(),
                        present.absentAt(),
                        null,
                        before.map(MembershipRow::createdAt).orElse(cause.at()),
                        confirmed
                                ? before.map(MembershipRow::updatedAt).orElse(cause.at())
                                : cause.at());
        if (before.isPresent()) {
            memberships.update(row);
        } else {
            memberships.append(row);
        }
    }

    private void evidence(
            ClerkUserId user,
            OrgId org,
            MirrorState<MembershipFacts> before,
            Reduction.Applied<MembershipFacts> applied,
            Cause cause) {
        switch (applied.change()) {
            case STUBBED, CONFIRMED, MISSED -> {}
            case CREATED ->
                    evidence(AuditAction.MEMBERSHIP_CREATED, user, org, applied.next(), cause);
            case UPDATED ->
                    evidence(AuditAction.MEMBERSHIP_UPDATED, user, org, applied.next(), cause);
            case DELETED -> {
                if (before instanceof MirrorState.Present<MembershipFacts> present) {
                    evidence(AuditAction.MEMBERSHIP_DELETED, user, org, present, cause);
                }
            }
        }
    }

    private void evidence(
            AuditAction action,
            ClerkUserId user,
            OrgId org,
            MirrorState<MembershipFacts> state,
            Cause cause) {
        Map<String, String> attributes =
                state instanceof MirrorState.Present<MembershipFacts> present
                        ? Map.of("role", present.facts().role())
                        : Map.of();
        outbox.append(action, user, org, attributes, List.of(), cause);
    }
}
