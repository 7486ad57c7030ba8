package dev.rollcall.identity.event;

import dev.rollcall.identity.clerk.ClerkObject;
import dev.rollcall.identity.clerk.ClerkObjectReader;
import dev.rollcall.identity.clerk.UnusableObject;
import dev.rollcall.identity.mirror.Facts;
import dev.rollcall.identity.mirror.Observation;
import dev.rollcall.identity.sighting.Sighting;
import io.micronaut.json.tree.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads a webhook body (Clerk docs, webhooks overview, payload structure) into an event of the
 * mirror. Pure. Deleted objects have no {@code updated_at}: they are ordered by nothing, for they
 * absorb.
 */
final class ClerkEventParser {

    private final ClerkObject envelope;
    private final Instant receivedAt;

    private ClerkEventParser(ClerkObject envelope, Instant receivedAt) {
        this.envelope = envelope;
        this.receivedAt = receivedAt;
    }

    /** {@code receivedAt} stands in where the envelope has no time of its own. */
    static ClerkEvent parse(String type, JsonNode body, Instant receivedAt) {
        try {
            return new ClerkEventParser(ClerkObject.of(body), receivedAt).parse(type);
        } catch (UnusableObject unusable) {
            return new ClerkEvent.Unusable(unusable.code());
        }
    }

    private ClerkEvent parse(String type) {
        return switch (type) {
            case "user.created", "user.updated" -> userUpserted();
            case "user.deleted" -> userRemoved();
            case "organization.created", "organization.updated" -> orgUpserted();
            case "organization.deleted" -> orgRemoved();
            case "organizationMembership.created", "organizationMembership.updated" ->
                    membershipUpserted();
            case "organizationMembership.deleted" -> membershipRemoved();
            case "session.created", "session.pending" -> session("active");
            case "session.ended" -> session("ended");
            case "session.removed" -> session("removed");
            case "session.revoked" -> session("revoked");
            case "organizationInvitation.created" -> invitation("pending");
            case "organizationInvitation.accepted" -> invitation("accepted");
            case "organizationInvitation.revoked" -> invitation("revoked");
            default -> new ClerkEvent.Unhandled();
        };
    }

    private ClerkEvent userUpserted() {
        ClerkObject user = data();
        return seen(
                new Sighting.OfUser(
                        ClerkObjectReader.userId(user),
                        observed(ClerkObjectReader.user(user), user)));
    }

    private ClerkEvent userRemoved() {
        return removed(
                new Sighting.OfUser(ClerkObjectReader.userId(data()), new Observation.Removed<>()));
    }

    private ClerkEvent orgUpserted() {
        return seen(org(data()));
    }

    private ClerkEvent orgRemoved() {
        return removed(
                new Sighting.OfOrg(ClerkObjectReader.orgId(data()), new Observation.Removed<>()));
    }

    private ClerkEvent membershipUpserted() {
        ClerkObject membership = data();
        Sighting.OfMembership sighting =
                new Sighting.OfMembership(
                        ClerkObjectReader.membershipId(membership),
                        ClerkObjectReader.membershipOrg(membership),
                        ClerkObjectReader.membershipUser(membership),
                        observed(ClerkObjectReader.membership(membership), membership));
        return new ClerkEvent.Seen(withEmbeddedOrg(membership, sighting), observedAt());
    }

    private ClerkEvent membershipRemoved() {
        ClerkObject membership = data();
        Sighting.OfMembership sighting =
                new Sighting.OfMembership(
                        ClerkObjectReader.membershipId(membership),
                        ClerkObjectReader.membershipOrg(membership),
                        ClerkObjectReader.membershipUser(membership),
                        new Observation.Removed<>());
        return new ClerkEvent.Seen(withEmbeddedOrg(membership, sighting), removedAt());
    }

    /** The organisation as embedded, if it is whole; the member's details never are. */
    private List<Sighting> withEmbeddedOrg(ClerkObject membership, Sighting sighting) {
        List<Sighting> sightings = new ArrayList<>();
        try {
            sightings.add(org(membership.requiredObject("organization")));
        } catch (UnusableObject onlyItsId) {
            sightings.clear();
        }
        sightings.add(sighting);
        return sightings;
    }

    private Sighting org(ClerkObject org) {
        return new Sighting.OfOrg(
                ClerkObjectReader.orgId(org), observed(ClerkObjectReader.org(org), org));
    }

    /** The type says how it ended; while it is open the object may say more. */
    private ClerkEvent session(String status) {
        ClerkObject session = data();
        return seen(
                new Sighting.OfSession(
                        ClerkObjectReader.sessionId(session),
                        ClerkObjectReader.sessionUser(session),
                        observed(ClerkObjectReader.session(session, status), session)));
    }

    private ClerkEvent invitation(String status) {
        ClerkObject invitation = data();
        return seen(
                new Sighting.OfInvitation(
                        ClerkObjectReader.invitationId(invitation),
                        ClerkObjectReader.invitationOrg(invitation),
                        observed(ClerkObjectReader.invitation(invitation, status), invitation)));
    }

    private ClerkEvent seen(Sighting sighting) {
        return new ClerkEvent.Seen(List.of(sighting), observedAt());
    }

    private ClerkEvent removed(Sighting sighting) {
        return new ClerkEvent.Seen(List.of(sighting), removedAt());
    }

    private <F extends Facts<F>> Observation<F> observed(F facts, ClerkObject object) {
        long updatedMs = object.requiredTime("updated_at").toEpochMilli();
        return Observation.Upserted.of(facts, updatedMs, observedAt().toEpochMilli());
    }

    private ClerkObject data() {
        return envelope.requiredObject("data");
    }

    /** What is ordered by time needs a usable one. */
    private Instant observedAt() {
        return envelope.time("timestamp").orElse(receivedAt);
    }

    /** A deletion needs its ids only. */
    private Instant removedAt() {
        Optional<Instant> told;
        try {
            told = envelope.time("timestamp");
        } catch (UnusableObject noTime) {
            told = Optional.empty();
        }
        return told.orElse(receivedAt);
    }
}
