package dev.rollcall.identity.clerk;

import dev.rollcall.contracts.id.ClerkMembershipId;
import dev.rollcall.contracts.id.ClerkOrgId;
import dev.rollcall.contracts.id.ClerkUserId;
import dev.rollcall.identity.membership.MembershipFacts;
import dev.rollcall.identity.mirror.Observation;
import dev.rollcall.identity.sighting.Sighting;
import io.micronaut.json.tree.JsonNode;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * Pages of Clerk's lists in ascending order of creation, so that what is new comes at the end. An
 * object that cannot be read costs only itself.
 */
@Singleton
public class ClerkListing {

    /** The largest page that Clerk gives. */
    public static final int PAGE = 500;

    private static final String PAGED = "?limit=" + PAGE + "&order_by=%2Bcreated_at";
    private static final int CURSOR_REFUSED = 422;

    private final ClerkClient clerk;

    ClerkListing(ClerkClient clerk) {
        this.clerk = clerk;
    }

    /** Users created after this one; with an empty id, from the first. */
    public ClerkPage users(String startingAfter) {
        String cursor = startingAfter.isEmpty() ? "" : "&starting_after=" + startingAfter;
        ClerkAnswer answer = clerk.getPage("/v1/users" + PAGED + cursor);
        boolean refused =
                switch (answer) {
                    case ClerkAnswer.Missing missing -> true;
                    case ClerkAnswer.Refused it -> it.status() == CURSOR_REFUSED;
                    case ClerkAnswer.Ok ok -> false;
                    case ClerkAnswer.Unavailable away -> false;
                };
        if (refused && !startingAfter.isEmpty()) {
            return new ClerkPage.CursorGone();
        }
        return page(answer, false, ClerkListing::user);
    }

    public ClerkPage orgs(long offset) {
        return page(
                clerk.getPage("/v1/organizations" + PAGED + "&offset=" + offset),
                true,
                ClerkListing::org);
    }

    /** The memberships of the whole instance. */
    public ClerkPage memberships(long offset) {
        return page(
                clerk.getPage("/v1/organization_memberships" + PAGED + "&offset=" + offset),
                true,
                ClerkListing::membership);
    }

    /** The memberships of one person: what a request may ask for. */
    public ClerkPage membershipsOf(ClerkUserId user) {
        String path = "/v1/users/" + user.value() + "/organization_memberships?limit=" + PAGE;
        return page(clerk.get(path, ClerkBudget.Use.REQUEST), true, ClerkListing::membership);
    }

    private static ClerkPage page(
            ClerkAnswer answer,
            boolean counted,
            BiFunction<ClerkObject, Instant, ClerkPage.Item> read) {
        return switch (answer) {
            case ClerkAnswer.Ok ok -> page(ok.body(), counted, ok.observedAt(), read);
            case ClerkAnswer.Missing missing -> unavailable("clerk_answered_404");
            case ClerkAnswer.Refused refused -> unavailable("clerk_answered_" + refused.status());
            case ClerkAnswer.Unavailable unavailable ->
                    new ClerkPage.Unavailable(unavailable.reason(), unavailable.retryAfter());
        };
    }

    private static ClerkPage page(
            JsonNode body,
            boolean counted,
            Instant observedAt,
            BiFunction<ClerkObject, Instant, ClerkPage.Item> read) {
        JsonNode list = counted ? body.get("data") : body;
        JsonNode total = counted ? body.get("total_count") : null;
        boolean uncounted = counted && (total == null || !total.isNumber());
        if (list == null || !list.isArray() || uncounted) {
            return unavailable("clerk_answered_nonsense");
        }
        List<ClerkPage.Item> items = new ArrayList<>();
        List<String> ids = new ArrayList<>();
        for (JsonNode node : list.values()) {
            if (!node.isObject()) {
                return unavailable("clerk_answered_nonsense");
            }
            ClerkObject object = ClerkObject.of(node);
            Optional.ofNullable(object.hint("id")).ifPresent(ids::add);
            item(object, observedAt, read).ifPresent(items::add);
        }
        long count = total == null ? 0 : total.getLongValue();
        return new ClerkPage.Read(items, ids, list.size(), count, observedAt);
    }

    private static Optional<ClerkPage.Item> item(
            ClerkObject object,
            Instant observedAt,
            BiFunction<ClerkObject, Instant, ClerkPage.Item> read) {
        try {
            return Optional.of(read.apply(object, observedAt));
        } catch (UnusableObject unusable) {
            return Optional.empty();
        }
    }

    private static ClerkPage.Item user(ClerkObject object, Instant observedAt) {
        ClerkUserId id = ClerkObjectReader.userId(object);
        var seen = ClerkUsers.observed(object, observedAt);
        return new ClerkPage.Item(id.value(), seen.version(), new Sighting.OfUser(id, seen));
    }

    private static ClerkPage.Item org(ClerkObject object, Instant observedAt) {
        ClerkOrgId id = ClerkObjectReader.orgId(object);
        var seen = ClerkOrgs.observed(object, observedAt);
        return new ClerkPage.Item(id.value(), seen.version(), new Sighting.OfOrg(id, seen));
    }

    private static ClerkPage.Item membership(ClerkObject object, Instant observedAt) {
        ClerkMembershipId id = ClerkObjectReader.membershipId(object);
        MembershipFacts facts = ClerkObjectReader.membership(object);
        Observation.Upserted<MembershipFacts> seen =
                Observation.Upserted.of(
                        facts,
                        object.requiredTime("updated_at").toEpochMilli(),
                        observedAt.toEpochMilli());
        return new ClerkPage.Item(
                id.value(),
                seen.version(),
                new Sighting.OfMembership(id, facts.orgId(), facts.userId(), seen));
    }

    private static ClerkPage unavailable(String reason) {
        return new ClerkPage.Unavailable(reason, Optional.empty());
    }
}
