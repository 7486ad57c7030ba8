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
            Instant observedAt = envelope.time("timestamp").orElse(receivedAt);
            return switch (type) {
                case "user.created", "user.updated" -> userUpserted(data(envelope), observedAt);
                case "user.deleted" -> userRemoved(data(envelope));
                case "organization.created", "organization.updated" ->
                        orgUpserted(data(envelope), observedAt);
                case "organization.deleted" -> orgRemoved(data(envelope));
                case "organizationMembership.created", "organizationMembership.updated" ->
                        membershipUpserted(data(envelope), observedAt);
                case "organizationMembership.deleted" ->
                        membership(data(envelope), observedAt, new Observation.Removed<>());
                default -> new ClerkEvent.Unhandled();
            };
        } catch (UnusableObject unusable) {
            return new ClerkEvent.Unusable(unusable.code());
        }
    }

    private static ClerkObject data(ClerkObject envelope) {
        return envelope.requiredObject("data");
    }

    private static ClerkEvent userUpserted(ClerkObject user, Instant observedAt) {
        UserFacts facts = ClerkObjectReader.user(user);
        return new ClerkEvent.UserSeen(
                ClerkObjectReader.userId(user),
                Observation.Upserted.of(facts, updatedMs(user), observedAt.toEpochMilli()));
    }

    private static ClerkEvent userRemoved(ClerkObject user) {
        return new ClerkEvent.UserSeen(ClerkObjectReader.userId(user), new Observation.Removed<>());
    }

    private static ClerkEvent orgUpserted(ClerkObject org, Instant observedAt) {
        return new ClerkEvent.OrgSeen(ClerkObjectReader.orgId(org), observedOrg(org, observedAt));
    }

    private static ClerkEvent orgRemoved(ClerkObject org) {
        return new ClerkEvent.OrgSeen(ClerkObjectReader.orgId(org), new Observation.Removed<>());
    }

    private static ClerkEvent membershipUpserted(ClerkObject membership, Instant observedAt) {
        MembershipFacts facts = ClerkObjectReader.membership(membership);
        return membership(
                membership,
                observedAt,
                Observation.Upserted.of(facts, updatedMs(membership), observedAt.toEpochMilli()));
    }

    private static ClerkEvent membership(
            ClerkObject membership, Instant observedAt, Observation<MembershipFacts> observation) {
        MembershipFacts facts = ClerkObjectReader.membership(membership);
        return new ClerkEvent.MembershipSeen(
                ClerkObjectReader.membershipId(membership),
                facts.orgId(),
                facts.userId(),
                embeddedOrg(membership, observedAt),
                observation);
    }

    private static Optional<Observation<OrgFacts>> embeddedOrg(
            ClerkObject membership, Instant observedAt) {
        try {
            return membership.object("organization").map(org -> observedOrg(org, observedAt));
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
