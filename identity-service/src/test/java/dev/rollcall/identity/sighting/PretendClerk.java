package dev.rollcall.identity.sighting;

import dev.rollcall.contracts.id.ClerkInvitationId;
import dev.rollcall.contracts.id.ClerkMembershipId;
import dev.rollcall.contracts.id.ClerkOrgId;
import dev.rollcall.contracts.id.ClerkSessionId;
import dev.rollcall.contracts.id.ClerkUserId;
import dev.rollcall.contracts.personal.PersonName;
import dev.rollcall.identity.invitation.InvitationFacts;
import dev.rollcall.identity.membership.MembershipFacts;
import dev.rollcall.identity.mirror.Facts;
import dev.rollcall.identity.mirror.Observation;
import dev.rollcall.identity.organization.OrgFacts;
import dev.rollcall.identity.session.SessionFacts;
import dev.rollcall.identity.user.UserFacts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Clerk's side of a history: what is true there, and what it tells when something happens. */
final class PretendClerk {

    /** An object and when it last changed. */
    record Current<F>(F facts, long updatedMs) {}

    private static final long START = 1_793_610_900_000L;
    private static final int FETCH_TOOK_MS = 40;

    final Map<String, Current<UserFacts>> users = new TreeMap<>();
    final Map<String, Current<OrgFacts>> orgs = new TreeMap<>();
    final Map<String, Current<MembershipFacts>> memberships = new TreeMap<>();
    private final Map<String, Current<SessionFacts>> sessions = new TreeMap<>();
    private final Map<String, Current<InvitationFacts>> invitations = new TreeMap<>();
    private final Map<Integer, Integer> lives = new HashMap<>();
    private final Map<Integer, Integer> orgLives = new HashMap<>();
    private long now = START;
    private int number;

    long now() {
        return now;
    }

    /** Makes the move, if it can be made, and tells {@code heard} what Clerk would. */
    void make(Move move, Consumer<Sighting> heard) {
        now += move.millis();
        number++;
        long seen = move.seconds() ? now / 1000 * 1000 : now + 3;
        String user = "user_u" + move.who() + 'x' + lives.getOrDefault(move.who(), 0);
        String org = "org_o" + move.where() + 'x' + orgLives.getOrDefault(move.where(), 0);
        switch (move.kind()) {
            case CREATE_USER, RENAME_USER, BAN_USER, FETCH_USER ->
                    user(move.kind(), user, seen, heard);
            case DELETE_USER -> deleteUser(user, move, heard);
            case MISS_USER ->
                    heard.accept(new Sighting.OfUser(new ClerkUserId(user), missed(seen)));
            case MENTION_USER ->
                    heard.accept(
                            new Sighting.OfUser(
                                    new ClerkUserId(user), new Observation.Mentioned<>()));
            case CREATE_ORG, RENAME_ORG -> org(move.kind(), org, user, seen, heard);
            case DELETE_ORG -> deleteOrg(org, move, heard);
            case MISS_ORG -> heard.accept(new Sighting.OfOrg(new ClerkOrgId(org), missed(seen)));
            case JOIN, CHANGE_ROLE -> member(move.kind(), org, user, seen, heard);
            case LEAVE -> leave(member(org, user), heard);
            case SIGN_IN, SIGN_OUT -> session(move.kind(), user, seen, heard);
            case INVITE, ACCEPT -> invitation(move.kind(), org, seen, heard);
        }
    }

    /** All that is true now, as a sweep sees it. */
    List<Sighting> sweep(long seen) {
        List<Sighting> all = new ArrayList<>();
        users.forEach((id, it) -> all.add(ofUser(id, it, seen)));
        orgs.forEach((id, it) -> all.add(ofOrg(id, it, seen)));
        memberships.forEach((id, it) -> all.add(ofMembership(id, it, seen)));
        return all;
    }

    private void user(Move.Kind kind, String id, long seen, Consumer<Sighting> heard) {
        Current<UserFacts> before = users.get(id);
        if ((before == null) != (kind == Move.Kind.CREATE_USER)) {
            return;
        }
        boolean banned = before != null && before.facts().banned();
        boolean fetched = kind == Move.Kind.FETCH_USER;
        if (before == null || !fetched) {
            users.put(id, current(person("N" + number, banned ^ kind == Move.Kind.BAN_USER)));
        }
        heard.accept(ofUser(id, known(users, id), fetched ? seen - FETCH_TOOK_MS : seen));
    }

    private void deleteUser(String id, Move move, Consumer<Sighting> heard) {
        if (users.remove(id) == null) {
            return;
        }
        lives.merge(move.who(), 1, Integer::sum);
        heard.accept(new Sighting.OfUser(new ClerkUserId(id), new Observation.Removed<>()));
        endMembershipsOf(id, move.where() == 0, heard);
    }

    private void org(
            Move.Kind kind, String id, String creator, long seen, Consumer<Sighting> heard) {
        Current<OrgFacts> before = orgs.get(id);
        if ((before == null) != (kind == Move.Kind.CREATE_ORG) || !users.containsKey(creator)) {
            return;
        }
        ClerkUserId owner = before == null ? new ClerkUserId(creator) : before.facts().createdBy();
        orgs.put(id, current(new OrgFacts("O" + number, null, null, owner, null)));
        heard.accept(ofOrg(id, known(orgs, id), seen));
    }

    private void deleteOrg(String id, Move move, Consumer<Sighting> heard) {
        if (orgs.remove(id) == null) {
            return;
        }
        orgLives.merge(move.where(), 1, Integer::sum);
        heard.accept(new Sighting.OfOrg(new ClerkOrgId(id), new Observation.Removed<>()));
        endMembershipsOf(id, move.who() == 0, heard);
    }

    /** Clerk may tell of each, or of none. */
    private void endMembershipsOf(String parent, boolean told, Consumer<Sighting> heard) {
        for (String id : List.copyOf(memberships.keySet())) {
            MembershipFacts facts = known(memberships, id).facts();
            if (facts.orgId().value().equals(parent) || facts.userId().value().equals(parent)) {
                leave(id, told ? heard : nobody -> {});
            }
        }
    }

    private void member(
            Move.Kind kind, String org, String user, long seen, Consumer<Sighting> heard) {
        String before = member(org, user);
        boolean joins = kind == Move.Kind.JOIN;
        if (!orgs.containsKey(org) || !users.containsKey(user) || joins == (before != null)) {
            return;
        }
        String id = before == null ? "orgmem_m" + number : before;
        MembershipFacts facts =
                new MembershipFacts(
                        new ClerkOrgId(org),
                        new ClerkUserId(user),
                        number % 2 == 0 ? "admin" : "member",
                        Instant.ofEpochMilli(START));
        memberships.put(id, current(facts));
        heard.accept(ofOrg(org, known(orgs, org), seen));
        heard.accept(ofMembership(id, known(memberships, id), seen));
    }

    private void leave(@Nullable String id, Consumer<Sighting> heard) {
        Current<MembershipFacts> gone = id == null ? null : memberships.remove(id);
        if (id != null && gone != null) {
            heard.accept(
                    new Sighting.OfMembership(
                            new ClerkMembershipId(id),
                            gone.facts().orgId(),
                            gone.facts().userId(),
                            new Observation.Removed<>()));
        }
    }

    private void session(Move.Kind kind, String user, long seen, Consumer<Sighting> heard) {
        String id = "sess_" + user.substring("user_".length());
        boolean starts = kind == Move.Kind.SIGN_IN;
        if (!users.containsKey(user) || starts == sessions.containsKey(id)) {
            return;
        }
        String status = starts ? "active" : List.of("ended", "removed").get(number % 2);
        sessions.put(id, current(new SessionFacts(new ClerkUserId(user), status, null, null)));
        heard.accept(
                new Sighting.OfSession(
                        new ClerkSessionId(id),
                        new ClerkUserId(user),
                        upserted(known(sessions, id), seen)));
    }

    private void invitation(Move.Kind kind, String org, long seen, Consumer<Sighting> heard) {
        String id = "orginv_" + org.substring("org_".length());
        boolean made = kind == Move.Kind.INVITE;
        if (!orgs.containsKey(org) || made == invitations.containsKey(id)) {
            return;
        }
        ClerkOrgId orgId = new ClerkOrgId(org);
        String status = made ? "pending" : "accepted";
        invitations.put(id, current(new InvitationFacts(orgId, "member", status, null, null)));
        heard.accept(
                new Sighting.OfInvitation(
                        new ClerkInvitationId(id), orgId, upserted(known(invitations, id), seen)));
    }

    private @Nullable String member(String org, String user) {
        return memberships.entrySet().stream()
                .filter(it -> it.getValue().facts().orgId().value().equals(org))
                .filter(it -> it.getValue().facts().userId().value().equals(user))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(null);
    }

    private <F> Current<F> current(F facts) {
        return new Current<>(facts, now);
    }

    private static <F> Current<F> known(Map<String, Current<F>> objects, String id) {
        Current<F> known = objects.get(id);
        if (known == null) {
            throw new IllegalStateException(id);
        }
        return known;
    }

    private static UserFacts person(String name, boolean banned) {
        PersonName first = new PersonName(name);
        return new UserFacts(
                null, false, first, null, null, null, null, banned, false, null, null, null);
    }

    private static Sighting ofUser(String id, Current<UserFacts> current, long seen) {
        return new Sighting.OfUser(new ClerkUserId(id), upserted(current, seen));
    }

    private static Sighting ofOrg(String id, Current<OrgFacts> current, long seen) {
        return new Sighting.OfOrg(new ClerkOrgId(id), upserted(current, seen));
    }

    private static Sighting ofMembership(String id, Current<MembershipFacts> current, long seen) {
        return new Sighting.OfMembership(
                new ClerkMembershipId(id),
                current.facts().orgId(),
                current.facts().userId(),
                upserted(current, seen));
    }

    private static <F extends Facts<F>> Observation<F> upserted(Current<F> current, long seen) {
        return Observation.Upserted.of(current.facts(), current.updatedMs(), seen);
    }

    private static <F extends Facts<F>> Observation<F> missed(long seen) {
        return new Observation.Missed<>(Instant.ofEpochMilli(seen));
    }
}
