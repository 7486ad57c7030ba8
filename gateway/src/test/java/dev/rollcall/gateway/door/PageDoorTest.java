package dev.rollcall.gateway.door;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.gateway.door.RecordingService.Answer;
import dev.rollcall.gateway.door.Wire.Reply;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a person's browser gets. */
class PageDoorTest {

    private static final Door DOOR = new Door(Map.of());

    @AfterAll
    static void close() {
        DOOR.close();
    }

    @BeforeEach
    void forget() {
        DOOR.forget();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/login", "/signup"})
    void publicPagesNeedNoSession(String path) {
        Reply reply = DOOR.wire.get(path);

        assertEquals(200, reply.status());
        assertEquals("text/html; charset=utf-8", reply.header("content-type"));
        assertEquals("no-store", reply.header("cache-control"));
        assertEquals("nosniff", reply.header("x-content-type-options"));
        assertFalse(reply.header("content-security-policy").contains("script-src 'unsafe"));
        assertFalse(reply.body().contains("<script>"));
    }

    @ParameterizedTest
    @CsvSource({
        "/app,/login?next=/app",
        "/admin,/login?next=/admin",
        "/app?x=//evil,/login?next=/app"
    })
    void withoutACookieOneGoesToTheLogin(String page, String login) {
        Reply reply = DOOR.wire.get(page);

        assertEquals(303, reply.status());
        assertEquals(login, reply.header("location"));
    }

    @ParameterizedTest
    @CsvSource({
        "/app,/app",
        "/admin,/admin",
        "//evil,/app",
        "https://evil,/app",
        "/api/auth/profile,/app",
        "/nope,/app",
        "%22%3E%3Cscript%3E,/app"
    })
    void theLoginKnowsOnlyOurPagesAsDestination(String next, String destination) {
        Reply reply = DOOR.wire.get("/login?next=" + next);

        assertTrue(reply.body().contains("data-next=\"" + destination + '"'), reply::body);
        assertFalse(reply.body().contains("evil"));
    }

    @Test
    void aCookieOpensThePage() {
        Reply reply = DOOR.wire.get("/app", "Cookie: __session=" + DOOR.token("grace"));

        assertEquals(200, reply.status());
        assertTrue(reply.body().contains("/assets/app.js"));
        assertFalse(reply.body().contains("grace"));
    }

    @Test
    void anExpiredCookieGetsAShellWithoutData() {
        String old = DOOR.clerk.token("user_grace", Instant.now().minusSeconds(600));

        Reply reply = DOOR.wire.get("/app", "Cookie: __session=" + old);

        assertEquals(200, reply.status());
        assertTrue(reply.body().contains("/assets/shell.js"));
        assertTrue(reply.body().contains("data-code=\"token_expired\""));
        assertEquals(0, DOOR.identity.received().size());
    }

    @Test
    void aForgedCookieGetsTheShellAsRefusal() {
        Reply reply = DOOR.wire.get("/admin", "Cookie: __session=a.b.c");

        assertEquals(401, reply.status());
        assertTrue(reply.body().contains("/assets/shell.js"));
    }

    @Test
    void aMemberIsSentBackFromTheAdministration() {
        Reply reply = DOOR.wire.get("/admin", "Cookie: __session=" + DOOR.token("grace"));

        assertEquals(303, reply.status());
        assertEquals("/app?notice=admin_required", reply.header("location"));
        assertTrue(DOOR.audit.received().getFirst().body().contains("ACCESS_REFUSED"));
    }

    @Test
    void anAdminSeesTheAdministrationAndLeavesEvidence() {
        Reply reply = DOOR.wire.get("/admin", "Cookie: __session=" + DOOR.token("admin"));

        assertEquals(200, reply.status());
        assertTrue(DOOR.audit.received().getFirst().body().contains("ACCESS_GRANTED"));
    }

    @Test
    void somebodyDisabledSeesWhyAndNoRedirect() {
        Reply reply = DOOR.wire.get("/app", "Cookie: __session=" + DOOR.token("banned"));

        assertEquals(403, reply.status());
        assertTrue(reply.body().contains("The user is disabled"));
        assertTrue(reply.body().contains(reply.header("x-request-id")));
    }

    @Test
    void anOutageIsAPageToo() {
        DOOR.identity.behave(_ -> Answer.problem(503, "unavailable"));

        Reply reply = DOOR.wire.get("/app", "Cookie: __session=" + DOOR.token("late"));

        assertEquals(503, reply.status());
        assertEquals("2", reply.header("retry-after"));
        assertTrue(reply.body().contains("Try again"));
    }

    @ParameterizedTest
    @CsvSource({"clerk.js,200", "rollcall.css,200", "nope.js,404", "Clerk.js,404", "a/b.js,404"})
    void assetsAreAFixedList(String name, int status) {
        assertEquals(status, DOOR.wire.get("/assets/" + name).status());
    }

    @Test
    void aHeadRequestHasNoBody() {
        Reply reply = DOOR.wire.send("HEAD", "/login", "");

        assertEquals(200, reply.status());
        assertEquals("", reply.body());
    }
}
