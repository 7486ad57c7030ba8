package dev.rollcall.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.testing.ClerkEvents;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What administrators read of the mirror. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AdminReadsIT {

    private static final Pattern NEXT = Pattern.compile("\"next\":\"([^\"]+)\"");

    private final RunningIdentity identity = new RunningIdentity(Map.of());
    private final People people = new People(identity);
    private final UUID admin = UUID.randomUUID();

    @BeforeEach
    void forgetEverybody() {
        identity.execute(
                "TRUNCATE identity.users, identity.handles, identity.sync_history,"
                        + " identity.applied_events CASCADE");
    }

    @AfterAll
    void stop() {
        identity.close();
    }

    @ParameterizedTest
    @CsvSource({
        "syncStatus=pending, sync_status = 'pending'",
        "syncStatus=error,   sync_status = 'error'",
        "role=admin,         role = 'admin'",
        "role=compliance,    role = 'compliance'",
        "banned=true,        banned = true",
        "origin=local,       origin = 'local'",
    })
    void aFilterFindsThoseItNames(String filter, String assignment) {
        UUID other = people.person();
        UUID wanted = people.person();
        people.update("users", wanted, assignment);

        String body = get("/api/admin/users?" + filter).body();

        assertTrue(body.contains(wanted.toString()), body);
        assertFalse(body.contains(other.toString()), body);
    }

    @Test
    void whoeverHasNoRoleOfOursIsAMember() {
        UUID plain = people.person();
        UUID editor = people.person();
        UUID boss = people.person();
        people.update("users", editor, "role = 'editor'");
        people.update("users", boss, "role = 'admin'");

        String body = get("/api/admin/users?role=member&banned=false&syncStatus=active").body();

        assertTrue(body.contains(plain.toString()) && body.contains(editor.toString()), body);
        assertFalse(body.contains(boss.toString()), body);
    }

    @Test
    void pagesAreYoungestFirstAndHoldEverybodyOnce() {
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            made.addFirst(people.person().toString());
        }

        List<String> seen = new ArrayList<>();
        String cursor = "";
        do {
            String body = get("/api/admin/users?limit=2&banned=false" + cursor).body();
            Pattern.compile("\\{\"id\":\"([^\"]+)\"")
                    .matcher(body)
                    .results()
                    .forEach(it -> seen.add(it.group(1)));
            Matcher next = NEXT.matcher(body);
            cursor = next.find() ? "&cursor=" + next.group(1) : "";
        } while (!cursor.isEmpty());

        assertEquals(made.stream().sorted().toList().reversed(), seen);
    }

    @Test
    void aCursorBelongsToItsFiltersAndItsReader() {
        people.person();
        people.person();
        Matcher next = NEXT.matcher(get("/api/admin/users?limit=1&banned=false").body());
        assertTrue(next.find());
        String cursor = "limit=1&cursor=" + next.group(1);

        HttpResponse<String> otherFilter = get("/api/admin/users?" + cursor);
        HttpResponse<String> otherList = get("/api/admin/orgs?" + cursor);
        HttpResponse<String> otherReader =
                identity.ask(
                        People.signedIn(UUID.randomUUID(), "admin"),
                        "GET",
                        "/api/admin/users?banned=false&" + cursor,
                        "");

        for (HttpResponse<String> answer : List.of(otherFilter, otherList, otherReader)) {
            assertEquals(400, answer.statusCode());
            assertTrue(answer.body().contains("cursor_invalid"), answer.body());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "syncStatus=ACTIVE",
                "syncStatus=active'--",
                "role=root",
                "banned=1",
                "banned=true&banned=false",
                "origin=",
                "origin=%00",
                "email=ada%40example.com",
                "sort=email",
                "limit=201"
            })
    void anythingElseInTheQueryIsRefused(String query) {
        HttpResponse<String> answer = get("/api/admin/users?" + query);

        assertEquals(400, answer.statusCode());
        assertTrue(answer.body().contains("malformed_request"), answer.body());
        assertFalse(answer.body().contains("example"), answer.body());
    }

    @Test
    void anAddressIsFoundInEitherCaseAndOnlyExactly() {
        UUID wanted = people.person();
        people.update("users", wanted, "email = 'Ada.L%@Example.com'");
        UUID likewise = people.person();
        people.update("users", likewise, "email = 'ada.lx@example.com'");

        String found = search("{\"email\":\"ada.l%@EXAMPLE.com\"}").body();

        assertTrue(found.contains(wanted.toString()), found);
        assertFalse(found.contains(likewise.toString()), found);
    }

    @Test
    void theAddressThatATokenClaimedIsFoundWhileItIsTheVisibleOne() {
        UUID person = people.person();
        people.update("users", person, "claim_email = 'new@example.com', claim_iat = now()");

        assertTrue(search("{\"email\":\"new@example.com\"}").body().contains(person.toString()));
        assertEquals(
                "{\"users\":[]}", search("{\"email\":\"" + People.email(person) + "\"}").body());
    }

    @Test
    void addressesThatOnlyLookAlikeStayApart() {
        UUID person = people.person();
        people.update("users", person, "email = 'kim@straße.de'");

        assertTrue(search("{\"email\":\"KIM@straße.de\"}").body().contains(person.toString()));
        for (String other : List.of("kim@strasse.de", "kım@straße.de", "kim@STRAẞE.de")) {
            assertEquals("{\"users\":[]}", search("{\"email\":\"" + other + "\"}").body());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"email\":\"\u212Aim@example.com\"}",
                "{\"email\":\"a\\u0000b@example.com\"}",
                "{\"email\":\"a\\ud800b@example.com\"}",
                "{\"email\":\"a\\u200bb@example.com\"}",
                "{\"email\":\"a\\u202eb@example.com\"}",
                "{\"email\":\" a@example.com\"}",
                "{\"email\":\"e\\u0301@example.com\"}",
                "{\"email\":\"nobody\"}",
                "{\"email\":\"\"}",
                "{\"email\":null}",
                "{\"email\":7}",
                "{\"email\":\"a@b.c\",\"email\":\"a@b.c\"}",
                "{\"email\":\"a@b.c\",\"like\":true}",
                "{\"email\":\"a@b.c\"} x",
                "[]",
                "{}",
                ""
            })
    void whatIsNoAddressIsRefused(String body) {
        HttpResponse<String> answer = search(body);

        assertEquals(400, answer.statusCode(), answer.body());
        assertFalse(answer.body().contains("example"), answer.body());
    }

    @Test
    void anAddressThatIsTooLongIsRefused() {
        String address = "a".repeat(320) + "@example.com";

        assertEquals(400, search("{\"email\":\"" + address + "\"}").statusCode());
    }

    @Test
    void onePersonIsFoundByEitherId() {
        UUID person = people.person();
        UUID org = people.org();
        people.join(person, org, "admin");

        String byClerkId = get("/api/admin/users/" + People.clerkId(person).value()).body();
        String byOurId = get("/api/admin/users/" + person).body();

        assertEquals(byClerkId, byOurId);
        assertTrue(byOurId.contains(People.email(person)), byOurId);
        assertTrue(byOurId.contains("\"role\":\"admin\""), byOurId);
    }

    @Test
    void aPersonsHistoryTellsWhatEachMessageDid() {
        identity.apply("msg_1", "user.created", ClerkEvents.body("user.created"));
        identity.apply("msg_2", "user.updated", ClerkEvents.body("user.updated.banned"));
        identity.apply("msg_3", "user.created", ClerkEvents.body("user.created"));
        identity.execute(
                """
                INSERT INTO identity.sessions (
                    id, clerk_id, user_clerk_id, status, over, expires_at, version_updated_ms,
                    version_observed_ms, version_hash, created_at, updated_at)
                SELECT gen_random_uuid(), 'sess_' || is_over, clerk_id, 'any', is_over,
                       now() + interval '1 day', 1, 1, 1, now(), now()
                  FROM identity.users, unnest(ARRAY[true, false]) AS o (is_over)
                """);
        String id = identity.value("SELECT id FROM identity.users WHERE clerk_id IS NOT NULL");

        String body = get("/api/admin/users/" + id).body();
        List<String> told =
                Pattern.compile("\"messageId\":\"(msg_\\d)\",\"(\\w+)\":\"(\\w+)\"")
                        .matcher(body)
                        .results()
                        .map(it -> it.group(1) + ' ' + it.group(2) + ' ' + it.group(3))
                        .toList();

        assertEquals(
                List.of("msg_3 reason stale", "msg_2 change updated", "msg_1 change created"),
                told,
                body);
        assertTrue(body.contains("\"activeSessions\":1"), body);
    }

    @ParameterizedTest
    @ValueSource(strings = {"user_unknown", "user_", "org_1", "x", "%25", "search"})
    void nobodyIsNotFound(String id) {
        HttpResponse<String> answer = get("/api/admin/users/" + id);

        assertEquals(404, answer.statusCode());
        assertTrue(answer.body().contains("There is no such user."), answer.body());
    }

    @Test
    void aDeletedPersonIsAnEmptyRow() {
        UUID person = people.person();
        people.update(
                "users",
                person,
                "clerk_id = NULL, email = NULL, first_name = NULL, last_name = NULL,"
                        + " deleted_at = now()");

        String body = get("/api/admin/users/" + person).body();

        assertTrue(body.contains("deletedAt"), body);
        assertFalse(body.contains("email\""), body);
    }

    @Test
    void organisationsAreListedToo() {
        UUID org = people.org();
        UUID local = people.org();
        people.update("orgs", local, "clerk_id = NULL, origin = 'local'");

        String body = get("/api/admin/orgs?origin=clerk&syncStatus=active").body();

        assertTrue(body.contains(org.toString()), body);
        assertFalse(body.contains(local.toString()), body);
    }

    @ParameterizedTest
    @ValueSource(strings = {"member", "compliance", "Admin", ""})
    void anotherRoleIsRefusedHereToo(String role) {
        for (String path :
                List.of("/api/admin/users", "/api/admin/users/user_1", "/api/admin/orgs")) {
            HttpResponse<String> answer =
                    identity.ask(People.signedIn(admin, role), "GET", path, "");

            assertEquals(403, answer.statusCode(), path);
            assertTrue(answer.body().contains("role_required"), answer.body());
        }
    }

    @Test
    void everyListReadsByAnIndex() {
        for (String condition :
                List.of("banned", "role = 'admin'", "sync_status = 'error'", "origin = 'local'")) {
            String plan =
                    plan(
                            "SELECT id FROM identity.people WHERE id < '"
                                    + admin
                                    + "' AND "
                                    + condition
                                    + " ORDER BY id DESC LIMIT 51");
            assertTrue(plan.contains("Index"), plan);
            assertFalse(plan.contains("Seq Scan"), plan);
        }
        String search =
                plan("SELECT id FROM identity.users WHERE lower(email COLLATE \"C\") = 'a@b.c'");
        assertTrue(search.contains("users_email_search"), search);
    }

    private String plan(String query) {
        return String.join("\n", identity.plan(query));
    }

    private HttpResponse<String> get(String path) {
        return identity.ask(People.signedIn(admin, "admin"), "GET", path, "");
    }

    private HttpResponse<String> search(String body) {
        return identity.ask(
                People.signedIn(admin, "admin"), "POST", "/api/admin/users/search", body);
    }
}
