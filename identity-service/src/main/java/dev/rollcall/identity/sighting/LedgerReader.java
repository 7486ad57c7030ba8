package dev.rollcall.identity.sighting;

import dev.rollcall.contracts.id.Uuid7;
import dev.rollcall.identity.invitation.InvitationStore;
import dev.rollcall.identity.membership.MembershipStore;
import dev.rollcall.identity.mirror.EntityLock;
import dev.rollcall.identity.mirror.Entry;
import dev.rollcall.identity.mirror.Facts;
import dev.rollcall.identity.mirror.Ledger;
import dev.rollcall.identity.mirror.MirrorState;
import dev.rollcall.identity.organization.OrgStore;
import dev.rollcall.identity.session.SessionStore;
import dev.rollcall.identity.tombstone.Tombstones;
import dev.rollcall.identity.tombstone.Tombstones.Kind;
import dev.rollcall.identity.tombstone.Tombstones.Mark;
import dev.rollcall.identity.user.UserStore;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Locks all that a batch may touch, then reads it: one statement for each kind. */
@Singleton
class LedgerReader {

    private final EntityLock lock;
    private final UserStore users;
    private final OrgStore orgs;
    private final MembershipStore memberships;
    private final SessionStore sessions;
    private final InvitationStore invitations;
    private final Tombstones tombstones;
    private final Uuid7 ids;

    LedgerReader(
            EntityLock lock,
            UserStore users,
            OrgStore orgs,
            MembershipStore memberships,
            SessionStore sessions,
            InvitationStore invitations,
            Tombstones tombstones,
            Uuid7 ids) {
        this.lock = lock;
        this.users = users;
        this.orgs = orgs;
        this.memberships = memberships;
        this.sessions = sessions;
        this.invitations = invitations;
        this.tombstones = tombstones;
        this.ids = ids;
    }

    /** Until the end of the transaction; everything else that concerns the batch comes after it. */
    void lock(Touched touched) {
        lock.takeAll(touched.inLockOrder());
    }

    Ledgers read(Touched touched) {
        Ledgers ledgers = new Ledgers();
        ledgers.users.addAll(users.find(touched.users));
        ledgers.orgs.addAll(orgs.find(touched.orgs));
        ledgers.memberships.addAll(memberships.find(touched.memberships));
        ledgers.sessions.addAll(sessions.find(touched.sessions, touched.shutOutUsers));
        ledgers.invitations.addAll(invitations.find(touched.invitations));
        ledgers.add(
                memberships.findLiveOf(
                        rows(ledgers.orgs, touched.removedOrgs),
                        rows(ledgers.users, touched.removedUsers)));
        addUnstored(ledgers, touched);
        return ledgers;
    }

    private static List<UUID> rows(Ledger<?> ledger, Set<String> removed) {
        return removed.stream().filter(ledger::has).map(id -> ledger.get(id).id()).toList();
    }

    private void addUnstored(Ledgers ledgers, Touched touched) {
        Set<Mark> unknown = new HashSet<>();
        unknown.addAll(unknown(ledgers.users, Kind.USER, touched.users));
        unknown.addAll(unknown(ledgers.orgs, Kind.ORG, touched.orgs));
        unknown.addAll(unknown(ledgers.memberships, Kind.MEMBERSHIP, touched.memberships));
        Set<Mark> gone = tombstones.among(unknown);
        for (Mark mark : unknown) {
            boolean isGone = gone.contains(mark);
            switch (mark.kind()) {
                case USER -> add(ledgers.users, mark.clerkId(), isGone);
                case ORG -> add(ledgers.orgs, mark.clerkId(), isGone);
                case MEMBERSHIP -> add(ledgers.memberships, mark.clerkId(), isGone);
            }
        }
        touched.sessions.forEach(id -> add(ledgers.sessions, id, false));
        touched.invitations.forEach(id -> add(ledgers.invitations, id, false));
    }

    private static List<Mark> unknown(Ledger<?> ledger, Kind kind, Collection<String> clerkIds) {
        return clerkIds.stream()
                .filter(id -> !ledger.has(id))
                .map(id -> new Mark(kind, id))
                .toList();
    }

    private <F extends Facts<F>> void add(Ledger<F> ledger, String clerkId, boolean isGone) {
        MirrorState<F> state = isGone ? new MirrorState.Gone<>() : new MirrorState.Unseen<>();
        ledger.addAll(List.of(Entry.unstored(clerkId, ids.next(), state)));
    }
}
