package dev.rollcall.identity.event;

import dev.rollcall.contracts.id.ClerkMembershipId;
import dev.rollcall.contracts.id.ClerkOrgId;
import dev.rollcall.contracts.id.ClerkUserId;
import dev.rollcall.identity.membership.MembershipFacts;
import dev.rollcall.identity.mirror.Observation;
import dev.rollcall.identity.organization.OrgFacts;
import dev.rollcall.identity.user.UserFacts;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** One of Clerk's events as an observation of one object; parsed once, then only matched. */
public sealed interface ClerkEvent {

    record UserSeen(ClerkUserId id, Observation<UserFacts> observation) implements ClerkEvent {}

    record OrgSeen(ClerkOrgId id, Observation<OrgFacts> observation) implements ClerkEvent {}

    /**
     * A membership and its parents, which may be unknown yet.
     *
     * @param org the organisation as embedded in the event, if it is whole
     */
    record MembershipSeen(
            ClerkMembershipId id,
            ClerkOrgId orgId,
            ClerkUserId userId,
            Optional<Observation<OrgFacts>> org,
            Observation<MembershipFacts> observation)
            implements ClerkEvent {

        /** Everybody whose row it may touch: the member, and the organisation's creator. */
        Set<ClerkUserId> people() {
            Set<ClerkUserId> people = new HashSet<>();
            people.add(userId);
            if (org.orElse(null) instanceof Observation.Upserted<OrgFacts> seen
                    && seen.facts().createdBy() != null) {
                people.add(seen.facts().createdBy());
            }
            return people;
        }
    }

    /** A type that the mirror does not apply, also one that does not exist yet. */
    record Unhandled() implements ClerkEvent {}

    /** Authentic, but not usable: it will not become so by trying again. */
    record Unusable(String code) implements ClerkEvent {}
}
