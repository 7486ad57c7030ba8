package dev.rollcall.gateway.door;

import static dev.rollcall.testing.Patience.BOUND;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.gateway.door.RecordingService.Answer;
import dev.rollcall.gateway.door.Wire.Reply;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Why was this denied? Asked at the copy that did it, and at another. */
class DecisionDoorTest {

    private static final RawUpstream DEAF = new RawUpstream();
    private static final Door DOOR = new Door(Map.of("rollcall.limits.address", 1000));
    private static final Door OTHER = beside(DOOR.server.getURL().toString());
    private static final Door LONELY = beside(DEAF.url());

    private static Door beside(String peer) {
        return new Door(
                Map.of(
                        "rollcall.decisions.peers",
                        peer,
                        "rollcall.clerk.jwks-url",
                        DOOR.jwks.url() + "/.well-known/jwks.json"));
    }

    @AfterAll
    static void close() {
        LONELY.close();
        OTHER.close();
        DOOR.close();
        DEAF.close();
    }

    @Test
    void aRefusedRoleIsExplained() {
        assertEquals(403, refused("/api/admin/users", "why-role-1", "member").status());

        Reply why = why(DOOR, "why-role-1");

        assertEquals(200, why.status(), why::body);
        assertTrue(why.body().contains("\"route\":\"admin-user-list\""), why::body);
        assertTrue(why.body().contains("\"rule\":\"role:admin\""), why::body);
        assertTrue(why.body().contains("\"code\":\"role_required\""), why::body);
        assertTrue(why.body().contains("\"user\":\"user_member\""), why::body);
        assertTrue(why.body().contains("\"session\":\"sess_1\""), why::body);
        assertTrue(why.body().contains("\"mirror\":{\"user\":\"0193b5a0-"), why::body);
        assertTrue(why.body().contains("\"role\":\"member\""), why::body);
        assertTrue(why.body().contains("\"limit\":{\"policy\":\"user\""), why::body);
    }

    @Test
    void nothingOfAPersonButIdsIsTold() {
        assertEquals(
                403,
                refused("/api/admin/users?q=grace@example.com", "why-bare-1", "member").status());

        Reply why = why(DOOR, "why-bare-1");

        assertEquals(200, why.status());
        assertFalse(why.body().contains("grace"), why::body);
        assertFalse(why.body().contains("eyJ"), why::body);
    }

    @Test
    void whatNobodyIsKnownOfIsExplainedTooWhereverItEnds() {
        assertExplained(refused("/nowhere", "why-path-1", "member"), 404, "not_found");
        assertExplained(refused("//admin", "why-edge-1", "member"), 400, "malformed_request");
        assertExplained(
                DOOR.wire.get("/api/auth/profile", "X-Request-Id: why-none-1"),
                401,
                "session_missing");
        assertExplained(
                DOOR.wire.get(
                        "/api/auth/profile", "X-Request-Id: why-junk-1", "Authorization: Bearer x"),
                401,
                "token_malformed");
    }

    @Test
    void whatWasGrantedAndNotServedIsExplainedToo() {
        DOOR.sample.behave(_ -> Answer.json(401, "{}"));

        assertEquals(502, refused("/api/sample/x", "why-failed-1", "member").status());

        Reply why = why(DOOR, "why-failed-1");
        assertEquals(200, why.status(), why::body);
        assertTrue(why.body().contains("\"code\":\"upstream_failed\""), why::body);
        assertTrue(why.body().contains("\"route\":\"sample\""), why::body);
        assertTrue(why.body().contains("\"user\":\"user_member\""), why::body);
        String large = "POST /api/webhooks/clerk HTTP/1.1\r\nHost: a\r\nX-Request-Id: why-large-1";
        String chunk = "a".repeat(1 << 20);
        assertExplained(
                DOOR.wire.raw(
                        large
                                + "\r\nTransfer-Encoding: chunked\r\n\r\n100000\r\n"
                                + chunk
                                + "\r\n1\r\na\r\n0\r\n\r\n"),
                413,
                "body_too_large");
    }

    @Test
    void aRevocationIsNamed() {
        String token = DOOR.token("revoked");
        DOOR.feed.tell("USER_REVOKED", "\"user\":\"user_revoked\"", Instant.now());
        String header = "Authorization: Bearer " + token;
        await().atMost(BOUND)
                .until(
                        () ->
                                DOOR.wire
                                                .get(
                                                        "/api/auth/profile",
                                                        header,
                                                        "X-Request-Id: why-gone-1")
                                                .status()
                                        == 403);

        Reply why = why(DOOR, "why-gone-1");

        assertTrue(why.body().contains("\"revocation\":\"user\""), why::body);
        assertTrue(why.body().contains("\"user\":\"user_revoked\""), why::body);
    }

    @Test
    void anotherCopyAsksTheOneThatDecided() {
        assertEquals(403, refused("/api/admin/users", "why-peer-1", "member").status());

        // a copy that takes longer than two seconds counts as silent
        Reply why =
                await().atMost(BOUND)
                        .until(
                                () -> why(OTHER, "why-peer-1"),
                                it -> it.body().contains("\"silentCopies\":0"));

        assertEquals(200, why.status(), why::body);
        assertTrue(why.body().contains("\"route\":\"admin-user-list\""), why::body);
        assertEquals(404, ask(OTHER, "/why-peer-1?scope=local", "admin").status());
    }

    @Test
    void whatNoCopyRemembersIsNotFound() {
        await().atMost(BOUND).until(() -> why(OTHER, "never-seen-1").status() == 404);
    }

    @Test
    void aCopyThatDoesNotAnswerLeavesItOpen() {
        Reply why = why(LONELY, "never-seen-2");

        assertEquals(503, why.status());
        assertEquals("2", why.header("retry-after"));
    }

    @Test
    void onlyAnAdminIsTold() {
        assertEquals(403, ask(DOOR, "/why-role-1", "member").status());
        assertEquals(403, ask(DOOR, "/why-role-1", "compliance").status());
        assertEquals(401, DOOR.wire.get("/api/admin/decisions/why-role-1").status());
    }

    @Test
    void nonsenseIsMalformed() {
        assertEquals(400, ask(DOOR, "/short", "admin").status());
        assertEquals(400, ask(DOOR, "/why-role-1?scope=world", "admin").status());
        assertEquals(404, ask(DOOR, "/a/b", "admin").status());
    }

    private static void assertExplained(Reply refusal, int status, String reason) {
        assertEquals(status, refusal.status());
        Reply why = why(DOOR, refusal.header("x-request-id"));
        assertEquals(200, why.status(), why::body);
        assertTrue(why.body().contains("\"status\":" + status), why::body);
        assertTrue(why.body().contains(reason), why::body);
    }

    private static Reply refused(String target, String requestId, String person) {
        return DOOR.wire.get(target, DOOR.bearer(person), "X-Request-Id: " + requestId);
    }

    private static Reply why(Door door, String requestId) {
        return ask(door, '/' + requestId, "admin");
    }

    private static Reply ask(Door door, String rest, String person) {
        return door.wire.get("/api/admin/decisions" + rest, DOOR.bearer(person));
    }
}
