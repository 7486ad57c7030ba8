package dev.rollcall.identity.sighting;

import dev.rollcall.identity.change.Changes;
import dev.rollcall.identity.handle.Handles;
import dev.rollcall.identity.invitation.InvitationStore;
import dev.rollcall.identity.membership.MembershipStore;
import dev.rollcall.identity.mirror.Entry;
import dev.rollcall.identity.organization.OrgStore;
import dev.rollcall.identity.outbox.Outbox;
import dev.rollcall.identity.session.SessionStore;
import dev.rollcall.identity.tombstone.Tombstones;
import dev.rollcall.identity.user.DefaultOrgStore;
import dev.rollcall.identity.user.UserStore;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Writes what has become of a batch: one statement for each kind and each thing done to it, parents
 * before children.
 */
@Singleton
class LedgerWriter {

    private final Tombstones tombstones;
    private final UserStore users;
    private final Handles handles;
    private final DefaultOrgStore defaultOrgs;
    private final Welcome welcome;
    private final OrgStore orgs;
    private final MembershipStore memberships;
    private final SessionStore sessions;
    private final InvitationStore invitations;
    private final Outbox outbox;
    private final Changes changes;

    LedgerWriter(
            Tombstones tombstones,
            UserStore users,
            Handles handles,
            DefaultOrgStore defaultOrgs,
            Welcome welcome,
            OrgStore orgs,
            MembershipStore memberships,
            SessionStore sessions,
            InvitationStore invitations,
            Outbox outbox,
            Changes changes) {
        this.tombstones = tombstones;
        this.users = users;
        this.handles = handles;
        this.defaultOrgs = defaultOrgs;
        this.welcome = welcome;
        this.orgs = orgs;
        this.memberships = memberships;
        this.sessions = sessions;
        this.invitations = invitations;
        this.outbox = outbox;
        this.changes = changes;
    }

    void write(Ledgers ledgers, Consequences consequences, Instant at) {
        tombstones.append(consequences.tombstones, at);
        users.insert(ledgers.users.toInsert());
        users.update(ledgers.users.toUpdate());
        orgs.upsert(ledgers.orgs.toUpsert(), ledgers::ownerId);
        memberships.upsert(
                ledgers.memberships.toUpsert(), org -> ledgers.orgId(org).value(), ledgers::userId);
        consequences.evidence.addAll(welcome.run(ledgers, consequences.newPeople, at));
        sessions.upsert(ledgers.sessions.toUpsert());
        invitations.upsert(ledgers.invitations.toUpsert(), org -> ledgers.orgId(org).value());
        end(ledgers, consequences, at);
        outbox.append(consequences.evidence);
        if (!consequences.changes.isEmpty()) {
            changes.append(List.copyOf(consequences.changes));
        }
    }

    private void end(Ledgers ledgers, Consequences consequences, Instant at) {
        Set<UUID> ended = new LinkedHashSet<>(ledgers.memberships.toEnd());
        ended.addAll(consequences.endedLocal);
        memberships.end(ended, at);
        List<UUID> gonePeople = ledgers.users.toEnd();
        defaultOrgs.leaveOwned(gonePeople, at);
        users.blank(gonePeople, at);
        handles.forget(gonePeople);
        sessions.deleteOfUsers(
                ledgers.users.all().stream()
                        .filter(user -> user.isGone() && user.isTouched())
                        .map(Entry::clerkId)
                        .toList());
        List<UUID> goneOrgs = ledgers.orgs.toEnd();
        invitations.deleteOfOrgs(goneOrgs);
        orgs.blank(goneOrgs, at);
    }
}
