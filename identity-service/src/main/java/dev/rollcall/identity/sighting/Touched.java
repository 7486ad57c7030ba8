package dev.rollcall.identity.sighting;

import dev.rollcall.contracts.id.ClerkUserId;
import dev.rollcall.identity.mirror.Observation;
import dev.rollcall.identity.organization.OrgFacts;
import dev.rollcall.identity.user.UserFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Clerk's ids of all that a batch may touch, each kind in its order, and of whose rows drag others
 * along. Pure; filled once, then only read.
 */
final class Touched {

    final SortedSet<String> orgs = new TreeSet<>();
    final SortedSet<String> users = new TreeSet<>();
    final SortedSet<String> memberships = new TreeSet<>();
    final SortedSet<String> sessions = new TreeSet<>();
    final SortedSet<String> invitations = new TreeSet<>();
    final Set<String> removedOrgs = new TreeSet<>();
    final Set<String> removedUsers = new TreeSet<>();

    /** Deleted or banned: their sessions end. */
    final Set<String> shutOutUsers = new TreeSet<>();

    static Touched by(List<Sighted> batch) {
        Touched touched = new Touched();
        batch.forEach(seen -> touched.add(seen.sighting()));
        return touched;
    }

    /** The one order of all: organisation, user, membership, session, invitation; each by id. */
    List<String> inLockOrder() {
        List<String> ids = new ArrayList<>(orgs);
        ids.addAll(users);
        ids.addAll(memberships);
        ids.addAll(sessions);
        ids.addAll(invitations);
        return ids;
    }

    private void add(Sighting sighting) {
        switch (sighting) {
            case Sighting.OfUser user -> add(user);
            case Sighting.OfOrg org -> add(org);
            case Sighting.OfMembership membership -> {
                orgs.add(membership.orgId().value());
                users.add(membership.userId().value());
                memberships.add(membership.id().value());
            }
            case Sighting.OfSession session -> {
                users.add(session.userId().value());
                sessions.add(session.id().value());
            }
            case Sighting.OfInvitation invitation -> {
                orgs.add(invitation.orgId().value());
                invitations.add(invitation.id().value());
            }
        }
    }

    private void add(Sighting.OfUser user) {
        users.add(user.id().value());
        switch (user.observation()) {
            case Observation.Upserted<UserFacts> seen -> {
                if (seen.facts().banned()) {
                    shutOutUsers.add(user.id().value());
                }
            }
            case Observation.Removed<UserFacts> removed -> {
                removedUsers.add(user.id().value());
                shutOutUsers.add(user.id().value());
            }
            case Observation.Mentioned<UserFacts> mentioned -> {}
            case Observation.Missed<UserFacts> missed -> {}
        }
    }

    private void add(Sighting.OfOrg org) {
        orgs.add(org.id().value());
        switch (org.observation()) {
            case Observation.Upserted<OrgFacts> seen -> {
                ClerkUserId creator = seen.facts().createdBy();
                if (creator != null) {
                    users.add(creator.value());
                }
            }
            case Observation.Removed<OrgFacts> removed -> removedOrgs.add(org.id().value());
            case Observation.Mentioned<OrgFacts> mentioned -> {}
            case Observation.Missed<OrgFacts> missed -> {}
        }
    }
}
