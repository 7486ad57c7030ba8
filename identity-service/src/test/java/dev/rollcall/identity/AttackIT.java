package dev.rollcall.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Attacks on the public endpoints of identity-service; {@link AttackListTest} lists all. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AttackIT {

    private static final String SEARCH = "/api/admin/users/search";
    private static final String RUNS = "/api/admin/reconciliation-runs";

    /** What an answer must never tell: SQL, classes, versions, names of constraints. */
    private static final Pattern INSIDES =
            Pattern.compile(
                    "(?i)sqlstate|select |insert |exception|dev\\.rollcall|io\\.micronaut|jackson"
                            + "|postgres|_pkey|constraint|netty");

    private final RunningIdentity identity = new RunningIdentity(Map.of());
    private final UUID admin = UUID.randomUUID();

    @AfterAll
    void stop() {
        identity.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"limit=0", "limit=1.0", "limit=1e3", "limit=201", "before=x", "before="})
    void ta13PagesOfRunsAreBounded(String query) {
        assertRefused(400, ask("GET", RUNS + '?' + query, ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sort=started_at", "id[$ne]=", "limit=5&limit=5", "__proto__=x"})
    void ta10ta11RunsTakeNoOtherParameter(String query) {
        String encoded = query.replace("[", "%5B").replace("]", "%5D");

        assertRefused(400, ask("GET", RUNS + '?' + encoded, ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"dryRun\":true,\"kind\":\"import\"}",
                "{\"dryRun\":true,\"state\":\"finished\"}",
                "{\"dryRun\":\"true\"}",
                "{\"dryRun\":1}",
                "{\"dryRun\":null}",
                "{\"@type\":\"x\",\"dryRun\":true}",
                "{}"
            })
    void ta8ta21ta22NothingElseBecomesARun(String body) {
        assertRefused(400, ask("POST", RUNS, body));
        assertEquals(
                "0",
                identity.value(
                        "SELECT count(*) FROM identity.reconcile_runs WHERE kind = 'requested'"));
    }

    static Stream<String> oddJson() {
        return Stream.of(
                "[".repeat(100_000),
                "{\"a\":".repeat(1001) + "1" + "}".repeat(1001),
                "{\"email\":" + "9".repeat(100_000) + "}",
                "{\"email\":1e400}",
                "{\"email\":-0}",
                "{\"email\":{\"value\":\"a@example.com\"}}",
                "{\"email\":[\"a@example.com\"]}",
                "{\"$type\":\"x\",\"email\":\"a@example.com\"}",
                "{\"__proto__\":{},\"email\":\"a@example.com\"}",
                "email: a@example.com",
                "<email>a@example.com</email>");
    }

    @ParameterizedTest
    @MethodSource("oddJson")
    void ta20ta22OddJsonIsRefusedAndNotRepeated(String body) {
        HttpResponse<String> answer = ask("POST", SEARCH, body);

        assertRefused(400, answer);
        assertFalse(answer.body().contains("example"), answer.body());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "USER_1",
                "user_%25",
                "user_*",
                "user_1%20",
                "user_1%2f..",
                "org_1",
                "user_%00",
                "0193B5A0-0000-7000-8000-00000000000A",
                "..%2f..",
                "user_%ED%A0%80"
            })
    void ta23AnIdOfAnotherFormIsNobody(String id) {
        for (String path : List.of("/api/admin/users/" + id, "/api/orgs/" + id)) {
            HttpResponse<String> answer = ask("GET", path, "");

            assertTrue(List.of(400, 404).contains(answer.statusCode()), path + answer.body());
            assertFalse(INSIDES.matcher(answer.body()).find(), answer.body());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "limit=201&cursor=%00",
                "cursor=",
                "cursor=AAAA",
                "cursor=%25",
                "cursor=a.b.c",
                "cursor=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
            })
    void ta14ACursorThatIsNotOursIsRefused(String query) {
        assertRefused(400, ask("GET", "/api/admin/users?" + query, ""));
        assertRefused(400, ask("GET", "/api/orgs?" + query, ""));
    }

    @Test
    void ta45NoAnswerTellsHowItWasMade() {
        List<HttpResponse<String>> answers = new ArrayList<>();
        answers.add(ask("POST", RUNS + "/none/confirm", ""));
        answers.add(ask("POST", RUNS + '/' + UUID.randomUUID() + "/cancel", ""));
        answers.add(ask("PATCH", "/api/admin/users/user_1", "{\"role\":{}}"));
        answers.add(ask("DELETE", "/api/admin/users/user_1", ""));
        answers.add(ask("PUT", "/api/admin/users/user_1", "{}"));
        answers.add(ask("GET", "/api/admin/users/user_1/nothing", ""));

        for (HttpResponse<String> answer : answers) {
            assertTrue(answer.statusCode() >= 400 && answer.statusCode() < 600, answer.body());
            assertFalse(INSIDES.matcher(answer.body()).find(), answer.body());
        }
    }

    @Test
    void ta46WhoIsThereAndWhoIsNotAreAnsweredAlike() {
        HttpResponse<String> one = search("nobody.at.all@example.com");
        HttpResponse<String> other = search("somebody.else@example.com");

        assertEquals(200, one.statusCode(), one.body());
        assertEquals(one.body(), other.body());
        assertEquals(names(one), names(other));
    }

    private static List<String> names(HttpResponse<String> answer) {
        return answer.headers().map().keySet().stream().sorted().toList();
    }

    private HttpResponse<String> search(String email) {
        return ask("POST", SEARCH, "{\"email\":\"" + email + "\"}");
    }

    private HttpResponse<String> ask(String method, String path, String body) {
        return identity.ask(People.signedIn(admin, "admin"), method, path, body);
    }

    private static void assertRefused(int status, HttpResponse<String> answer) {
        assertEquals(status, answer.statusCode(), answer.body());
        assertFalse(INSIDES.matcher(answer.body()).find(), answer.body());
    }
}
