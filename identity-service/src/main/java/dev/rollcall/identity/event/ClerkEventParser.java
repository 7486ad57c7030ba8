package dev.rollcall.identity.event;

import dev.rollcall.identity.clerk.ClerkObject;
import dev.rollcall.identity.clerk.ClerkObjectReader;
import dev.rollcall.identity.clerk.UnusableObject;
import dev.rollcall.identity.membership.MembershipFacts;
import dev.rollcall.identity.mirror.Observation;
import dev.rollcall.identity.organization.OrgFacts;
import dev.rollcall.identity.user.UserFacts;
import io.micronaut.json.tree.JsonNode;
import java.time.Instant;
import java.util.Optional;

/**
 * Reads a webhook body (Clerk docs, webhooks overview, payload structure) into an event of the
 * mirror. Pure. Deleted objects have no {@code updated_at}: they are ordered by nothing, for they
 * absorb.
 */
final class ClerkEventParser {

    private ClerkEventParser() {}

    /** {@code receivedAt} stands in where the envelope has no time of its own. */
    static ClerkEvent parse(String type, JsonNode body, Instant receivedAt) {
        try {
            ClerkObject envelope = ClerkObject.of(body);
            return switch (type) {
                case "user.created", "user.updated" -> userUpserted(envelope, receivedAt);
                case "user.deleted" -> userRemoved(data(envelope));
                case "organization.created", "organization.updated" ->
                        orgUpserted(envelope, receivedAt);
                case "organization.deleted" -> orgRemoved(data(envelope));
                case "organizationMembership.created", "organizationMembership.updated" ->
                        membershipUpserted(envelope, receivedAt);
                case "organizationMembership.deleted" ->
                        membership(envelope, receivedAt, new Observation.Removed<>());
                default -> new ClerkEvent.Unhandled();
            };
        } catch (UnusableObject unusable) {
            return new ClerkEvent.Unusable(unusable.code());
        }
    }

    private static ClerkObject data(ClerkObject envelope) {
        return envelope.requiredObject("data");
    }

    /** Only what is ordered by time needs one. */
    private static Instant observedAt(ClerkObject envelope, Instant receivedAt) {
        return envelope.time("timestamp").orElse(receivedAt);
    }

    private static ClerkEvent userUpserted(ClerkObject envelope, Instant receivedAt) {
        ClerkObject user = data(envelope);
        UserFacts facts = ClerkObjectReader.user(user);
        long observedMs = observedAt(envelope, receivedAt).toEpochMilli();
        return new ClerkEvent.UserSeen(
                ClerkObjectReader.userId(user),
                Observation.Upserted.of(facts, updatedMs(user), observedMs));
    }

    private static ClerkEvent userRemoved(ClerkObject user) {
        return new ClerkEvent.UserSeen(ClerkObjectReader.userId(user), new Observation.Removed<>());
    }

    private static ClerkEvent orgUpserted(ClerkObject envelope, Instant receivedAt) {
        ClerkObject org = data(envelope);
        return new ClerkEvent.OrgSeen(
                ClerkObjectReader.orgId(org), observedOrg(org, observedAt(envelope, receivedAt)));
    }

    private static ClerkEvent orgRemoved(ClerkObject org) {
        return new ClerkEvent.OrgSeen(ClerkObjectReader.orgId(org), new Observation.Removed<>());
    }

    private static ClerkEvent membershipUpserted(ClerkObject envelope, Instant receivedAt) {
        ClerkObject membership = data(envelope);
        MembershipFacts facts = ClerkObjectReader.membership(membership);
        long observedMs = observedAt(envelope, receivedAt).toEpochMilli();
        return membership(
                envelope,
                receivedAt,
                Observation.Upserted.of(facts, updatedMs(membership), observedMs));
    }

    private static ClerkEvent membership(
            ClerkObject envelope, Instant receivedAt, Observation<MembershipFacts> observation) {
        ClerkObject membership = data(envelope);
        return new ClerkEvent.MembershipSeen(
                ClerkObjectReader.membershipId(membership),
                ClerkObjectReader.membershipOrg(membership),
                ClerkObjectReader.membershipUser(membership),
                embeddedOrg(envelope, receivedAt),
                observation);
    }

    private static Optional<Observation<OrgFacts>> embeddedOrg(
            ClerkObject envelope, Instant receivedAt) {
        try {
            ClerkObject org = data(envelope).requiredObject("organization");
            return Optional.of(observedOrg(org, observedAt(envelope, receivedAt)));
        } catch (UnusableObject onlyItsId) {
            return Optional.empty();
        }
    }

    private static Observation<OrgFacts> observedOrg(ClerkObject org, Instant observedAt) {
        return Observation.Upserted.of(
                ClerkObjectReader.org(org), updatedMs(org), observedAt.toEpochMilli());
    }

    private static long updatedMs(ClerkObject object) {
        return object.requiredTime("updated_at").toEpochMilli();
    }
}
