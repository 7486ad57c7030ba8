package dev.rollcall.identity.sighting;

import dev.rollcall.contracts.id.ClerkInvitationId;
import dev.rollcall.contracts.id.ClerkMembershipId;
import dev.rollcall.contracts.id.ClerkOrgId;
import dev.rollcall.contracts.id.ClerkSessionId;
import dev.rollcall.contracts.id.ClerkUserId;
import dev.rollcall.identity.invitation.InvitationFacts;
import dev.rollcall.identity.membership.MembershipFacts;
import dev.rollcall.identity.mirror.Observation;
import dev.rollcall.identity.organization.OrgFacts;
import dev.rollcall.identity.session.SessionFacts;
import dev.rollcall.identity.user.UserFacts;

/** One object at Clerk and what was seen of it, whichever path looked: webhook, request, sweep. */
public sealed interface Sighting {

    Observation<?> observation();

    record OfUser(ClerkUserId id, Observation<UserFacts> observation) implements Sighting {}

    record OfOrg(ClerkOrgId id, Observation<OrgFacts> observation) implements Sighting {}

    /** The parents may be unknown: each becomes a stub in the same transaction. */
    record OfMembership(
            ClerkMembershipId id,
            ClerkOrgId orgId,
            ClerkUserId userId,
            Observation<MembershipFacts> observation)
            implements Sighting {}

    /** The person may be unknown, and stays so. */
    record OfSession(ClerkSessionId id, ClerkUserId userId, Observation<SessionFacts> observation)
            implements Sighting {}

    /** The organisation may be unknown: it becomes a stub in the same transaction. */
    record OfInvitation(
            ClerkInvitationId id, ClerkOrgId orgId, Observation<InvitationFacts> observation)
            implements Sighting {}
}
