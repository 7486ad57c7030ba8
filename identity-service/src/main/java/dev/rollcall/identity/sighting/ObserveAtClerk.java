package dev.rollcall.identity.sighting;

import dev.rollcall.identity.membership.MembershipMirror;
import dev.rollcall.identity.mirror.Cause;
import dev.rollcall.identity.mirror.Reduction;
import dev.rollcall.identity.mirror.TransactionRetry;
import dev.rollcall.identity.organization.OrgMirror;
import dev.rollcall.identity.user.UserMirror;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.util.List;

/**
 * Brings what a path has seen at Clerk into the tables, all of it in one transaction of its own
 * that is repeated after a deadlock. Safe beside every other path: versions decide.
 */
@Singleton
public class ObserveAtClerk {

    private final UserMirror users;
    private final OrgMirror orgs;
    private final MembershipMirror memberships;
    private final TransactionOperations<Connection> transactions;
    private final TransactionRetry retry;

    ObserveAtClerk(
            UserMirror users,
            OrgMirror orgs,
            MembershipMirror memberships,
            TransactionOperations<Connection> transactions,
            TransactionRetry retry) {
        this.users = users;
        this.orgs = orgs;
        this.memberships = memberships;
        this.transactions = transactions;
        this.retry = retry;
    }

    /** What became of each sighting, in the order given. */
    public List<Reduction<?>> run(List<Sighting> sightings, Cause cause) {
        return retry.run(() -> transactions.executeWrite(status -> apply(sightings, cause)));
    }

    private List<Reduction<?>> apply(List<Sighting> sightings, Cause cause) {
        return sightings.stream().<Reduction<?>>map(sighting -> apply(sighting, cause)).toList();
    }

    private Reduction<?> apply(Sighting sighting, Cause cause) {
        return switch (sighting) {
            case Sighting.OfUser user -> users.apply(user.id(), user.observation(), cause);
            case Sighting.OfOrg org -> orgs.apply(org.id(), org.observation(), cause);
            case Sighting.OfMembership membership ->
                    memberships.apply(
                            membership.id(),
                            membership.orgId(),
                            membership.userId(),
                            membership.observation(),
                            cause);
        };
    }
}
