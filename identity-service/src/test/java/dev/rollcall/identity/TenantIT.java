package dev.rollcall.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A6: what a person reads is what the tables say is theirs, as the administrator sees them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TenantIT {

    private static final Pattern UUIDS =
            Pattern.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final Pattern NEXT = Pattern.compile("\"next\":\"([^\"]+)\"");

    private final RunningIdentity identity = new RunningIdentity(Map.of());
    private final People people = new People(identity);
    private UUID mine;
    private UUID theirs;
    private UUID member;
    private UUID stranger;

    @BeforeEach
    void twoOrganisations() {
        identity.execute("TRUNCATE identity.users, identity.handles CASCADE");
        mine = people.org();
        theirs = people.org();
        member = people.person();
        stranger = people.person();
        people.join(member, mine, "member");
        people.join(stranger, theirs, "admin");
    }

    @AfterAll
    void stop() {
        identity.close();
    }

    @Test
    void nobodySeesAnythingOfAnOrganisationThatIsNotTheirs() {
        List<UUID> orgs = List.of(mine, theirs, people.org());
        List<UUID> everybody = new ArrayList<>(List.of(member, stranger));
        Random random = new Random(42);
        for (int i = 0; i < 12; i++) {
            UUID person = people.person();
            everybody.add(person);
            for (UUID org : orgs) {
                if (random.nextInt(3) == 0) {
                    people.join(person, org, random.nextBoolean() ? "admin" : "member");
                }
            }
        }
        people.update("users", everybody.get(3), "banned = true");
        people.update("users", everybody.get(4), "absent_at = now()");
        endMemberships(everybody.get(5));

        for (UUID person : everybody) {
            assertSeesOnlyTheirOwn(person, orgs);
        }
    }

    private void assertSeesOnlyTheirOwn(UUID person, List<UUID> orgs) {
        boolean present =
                identity.value(
                                """
                                SELECT NOT banned AND absent_at IS NULL FROM identity.users
                                 WHERE id = '%s'"""
                                        .formatted(person))
                        .equals("t");
        Set<String> own =
                present
                        ? Set.copyOf(
                                identity.values(
                                        """
                                        SELECT org_id FROM identity.memberships
                                         WHERE deleted_at IS NULL AND user_id = '%s'"""
                                                .formatted(person)))
                        : Set.of();

        assertEquals(own, ids(get(person, "/api/orgs").body()));
        for (UUID org : orgs) {
            String path = "/api/orgs/" + org;
            boolean belongs = own.contains(org.toString());
            assertEquals(
                    belongs ? Set.of(org.toString()) : Set.of(), ids(get(person, path).body()));
            HttpResponse<String> members = get(person, path + "/members");
            assertEquals(belongs ? presentMembers(org) : Set.of(), ids(members.body()));
            assertEquals(belongs && isAdmin(person, org), members.body().contains("@example.com"));
        }
    }

    private boolean isAdmin(UUID person, UUID org) {
        return identity.value(
                        """
                        SELECT count(*) FROM identity.memberships
                         WHERE deleted_at IS NULL AND role = 'admin'
                           AND user_id = '%s' AND org_id = '%s'"""
                                .formatted(person, org))
                .equals("1");
    }

    private Set<String> presentMembers(UUID org) {
        return Set.copyOf(
                identity.values(
                        """
                        SELECT u.id FROM identity.users u JOIN identity.memberships m
                            ON m.user_id = u.id
                         WHERE m.deleted_at IS NULL AND NOT u.banned AND u.absent_at IS NULL
                           AND m.org_id = '%s'"""
                                .formatted(org)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "user_1",
                "00000000-0000-0000-0000-000000000000",
                "0193B5A0-0000-7000-8000-000000000001",
                "a*b",
                "%25",
                "*"
            })
    void anOrganisationOfOthersAndNoOrganisationAreTheSame(String id) {
        HttpResponse<String> foreign = get(member, "/api/orgs/" + theirs);
        HttpResponse<String> missing = get(member, "/api/orgs/" + id);
        HttpResponse<String> members = get(member, "/api/orgs/" + id + "/members");

        assertEquals(404, foreign.statusCode());
        assertEquals(404, missing.statusCode());
        assertEquals(withoutRequestId(foreign), withoutRequestId(missing));
        assertEquals(withoutRequestId(foreign), withoutRequestId(members));
    }

    @Test
    void theDatabaseItselfShowsAReaderNothingElse() {
        String org = theirs.toString();

        assertEquals(
                stranger.toString(),
                identity.asReader(org, "SELECT string_agg(id::text, ',') FROM identity.users"));
        assertEquals(
                org, identity.asReader(org, "SELECT string_agg(id::text, ',') FROM identity.orgs"));
        assertEquals("0", identity.asReader("", "SELECT count(*) FROM identity.memberships"));
        assertEquals("0", identity.asReader("", "SELECT count(*) FROM identity.people"));
    }

    @Test
    void whoWasRemovedReadsNothingAnyMore() {
        assertEquals(200, get(member, "/api/orgs/" + mine + "/members").statusCode());

        endMemberships(member);

        assertEquals(404, get(member, "/api/orgs/" + mine + "/members").statusCode());
        assertEquals("{\"orgs\":[]}", get(member, "/api/orgs").body());
    }

    @Test
    void whoIsBannedReadsNothingThoughTheTokenStillCounts() {
        people.update("users", member, "banned = true");

        HttpResponse<String> answer = get(member, "/api/orgs");

        assertEquals(403, answer.statusCode());
        assertTrue(answer.body().contains("user_disabled"), answer.body());
    }

    @Test
    void somebodyRemovedAndAddedAgainIsOneMemberWithTheYoungestRole() {
        people.join(member, mine, "admin");

        String body = get(member, "/api/orgs/" + mine + "/members").body();

        assertEquals(1, body.split("\"role\"", -1).length - 1, body);
        assertTrue(body.contains("\"role\":\"admin\""), body);
    }

    @Test
    void pagesHoldEverybodyOnce() {
        Set<String> all = new HashSet<>(Set.of(member.toString()));
        for (int i = 0; i < 6; i++) {
            UUID person = people.person();
            people.join(person, mine, "member");
            all.add(person.toString());
        }

        List<String> seen = new ArrayList<>();
        String path = "/api/orgs/" + mine + "/members?limit=2";
        String cursor = "";
        do {
            String body = get(member, path + cursor).body();
            seen.addAll(ids(body));
            Matcher next = NEXT.matcher(body);
            cursor = next.find() ? "&cursor=" + next.group(1) : "";
        } while (!cursor.isEmpty());

        assertEquals(7, seen.size());
        assertEquals(all, Set.copyOf(seen));
    }

    @Test
    void aCursorOpensForNobodyElseAndNowhereElse() {
        people.join(stranger, mine, "member");
        people.join(member, theirs, "member");
        String members = "/api/orgs/" + mine + "/members?limit=1";
        Matcher next = NEXT.matcher(get(member, members).body());
        assertTrue(next.find());
        String cursor = next.group(1);
        String flipped = (cursor.charAt(0) == 'A' ? 'B' : 'A') + cursor.substring(1);

        assertEquals(200, get(member, members + "&cursor=" + cursor).statusCode());
        assertCursorInvalid(get(stranger, members + "&cursor=" + cursor));
        assertCursorInvalid(
                get(member, "/api/orgs/" + theirs + "/members?limit=1&cursor=" + cursor));
        assertCursorInvalid(get(member, "/api/orgs?limit=1&cursor=" + cursor));
        assertCursorInvalid(get(member, members + "&cursor=" + flipped));
        assertCursorInvalid(get(member, members + "&cursor=" + cursor.substring(1)));
        assertCursorInvalid(get(member, members + "&cursor="));
        assertCursorInvalid(get(member, members + "&cursor=" + "A".repeat(4000)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "limit=0",
                "limit=-1",
                "limit=201",
                "limit=1e2",
                "limit=9223372036854775808",
                "limit=%00",
                "limit=+5",
                "limit=",
                "limit=5&limit=5",
                "id[]=a",
                "sort=name",
                "offset=3",
                "__proto__=x",
                "limit=%ED%A0%80"
            })
    void nonsenseInTheQueryIsRefused(String query) {
        HttpResponse<String> answer = get(member, "/api/orgs?" + query.replace("[]", "%5B%5D"));

        assertEquals(400, answer.statusCode());
        assertTrue(answer.body().contains("malformed_request"), answer.body());
    }

    @Test
    void aServiceThatCallsForNobodyIsRefused() {
        assertEquals(403, identity.statusWithoutIdentity("/api/orgs"));
        assertEquals(403, identity.statusWithoutIdentity("/api/orgs/" + mine));
    }

    private void endMemberships(UUID person) {
        identity.execute(
                "UPDATE identity.memberships SET deleted_at = now() WHERE user_id = '"
                        + person
                        + "'");
    }

    private static void assertCursorInvalid(HttpResponse<String> answer) {
        assertEquals(400, answer.statusCode(), answer.body());
        assertTrue(answer.body().contains("cursor_invalid"), answer.body());
    }

    private HttpResponse<String> get(UUID person, String path) {
        return identity.ask(People.signedIn(person, "member"), "GET", path, "");
    }

    /** Every local id in a body; those of addresses and names are the person's own again. */
    private static Set<String> ids(String body) {
        String told = body.replaceAll("\"requestId\":\"[^\"]+\"", "");
        return Set.copyOf(UUIDS.matcher(told).results().map(it -> it.group()).distinct().toList());
    }

    private static String withoutRequestId(HttpResponse<String> answer) {
        return answer.body().replaceAll("\"requestId\":\"[^\"]+\"", "");
    }
}
