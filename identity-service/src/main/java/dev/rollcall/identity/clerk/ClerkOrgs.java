package dev.rollcall.identity.clerk;

import dev.rollcall.contracts.id.ClerkOrgId;
import dev.rollcall.identity.mirror.Observation;
import dev.rollcall.identity.organization.OrgFacts;
import io.micronaut.json.tree.JsonNode;
import jakarta.inject.Singleton;
import java.time.Instant;

/** Fetches single organisations from Clerk. */
@Singleton
public class ClerkOrgs {

    private final ClerkClient clerk;

    ClerkOrgs(ClerkClient clerk) {
        this.clerk = clerk;
    }

    public OrgFetch fetch(ClerkOrgId id, ClerkBudget.Use use) {
        return switch (clerk.get("/v1/organizations/" + id.value(), use)) {
            case ClerkAnswer.Ok ok -> found(id, ok.body(), ok.observedAt());
            case ClerkAnswer.Missing missing -> new OrgFetch.NotFound(missing.observedAt());
            case ClerkAnswer.Refused refused ->
                    OrgFetch.Unavailable.because("clerk_answered_" + refused.status());
            case ClerkAnswer.Unavailable unavailable ->
                    new OrgFetch.Unavailable(unavailable.reason(), unavailable.retryAfter());
        };
    }

    private static OrgFetch found(ClerkOrgId id, JsonNode body, Instant observedAt) {
        try {
            ClerkObject org = ClerkObject.of(body);
            return ClerkObjectReader.orgId(org).equals(id)
                    ? new OrgFetch.Found(observed(org, observedAt))
                    : OrgFetch.Unavailable.because("clerk_answered_nonsense");
        } catch (UnusableObject unusable) {
            return OrgFetch.Unavailable.because(unusable.code());
        }
    }

    static Observation.Upserted<OrgFacts> observed(ClerkObject org, Instant observedAt) {
        return Observation.Upserted.of(
                ClerkObjectReader.org(org),
                org.requiredTime("updated_at").toEpochMilli(),
                observedAt.toEpochMilli());
    }
}
