package dev.rollcall.gateway.door;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.gateway.door.Wire.Reply;
import dev.rollcall.gateway.token.TokenForge;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is let in by token, and what the others hear. */
class TokenDoorTest {

    private static final Door DOOR = new Door(Map.of());

    @AfterAll
    static void close() {
        DOOR.close();
    }

    @BeforeEach
    void forget() {
        DOOR.forget();
    }

    @Test
    void aSessionGetsItsLocalUser() {
        Reply reply = DOOR.wire.get("/api/auth/profile", DOOR.bearer("grace"));

        assertEquals(200, reply.status());
        assertTrue(reply.body().contains("\"clerkId\":\"user_grace\""), reply::body);
        assertTrue(reply.body().contains("\"role\":\"member\",\"orgs\":[]"), reply::body);
    }

    @Test
    void syncingAsksIdentityToFetch() {
        Reply reply = DOOR.wire.send("POST", "/api/auth/sync-user", "", DOOR.bearer("grace"));

        assertEquals(200, reply.status());
        assertTrue(reply.body().startsWith("{\"user\":{"), reply::body);
        assertTrue(DOOR.identity.received().getLast().body().contains("\"syncNow\":true"));
    }

    @Test
    void withoutATokenThereIsNoSession() {
        Reply reply = DOOR.wire.get("/api/auth/profile");

        assertEquals(401, reply.status());
        assertTrue(reply.body().contains("\"code\":\"session_missing\""));
        assertEquals("Bearer", reply.header("www-authenticate"));
        assertEquals(0, DOOR.identity.received().size());
    }

    @Test
    void everythingBeforeTheSignatureIsOneAnswer() {
        String genuine = DOOR.token("grace");
        TokenForge stranger = TokenForge.withKey("ins_9");
        TokenForge impostor = TokenForge.withKey("ins_1");
        Map<String, @Nullable Object> template = DOOR.clerk.header();
        template.put("cat", "cl_B7d4PD222AAA");
        List<String> authorizations =
                List.of(
                        "Basic x",
                        "Bearer",
                        "Bearer  " + genuine,
                        "Bearer " + genuine + ", Bearer x",
                        "Bearer x",
                        "Bearer a.b.c",
                        "Bearer mt_0123",
                        "Bearer " + stranger.token("user_grace", Instant.now()),
                        "Bearer " + impostor.token("user_grace", Instant.now()),
                        "Bearer "
                                + DOOR.clerk.sign(
                                        template, TokenForge.claims("user_grace", Instant.now())),
                        "Bearer " + "a".repeat(9000));
        Set<String> bodies = new HashSet<>();
        for (String authorization : authorizations) {
            Reply reply = DOOR.wire.get("/api/auth/profile", "Authorization: " + authorization);
            assertEquals(401, reply.status(), authorization);
            bodies.add(reply.body().replace(reply.header("x-request-id"), "-"));
        }

        assertEquals(1, bodies.size(), bodies::toString);
        assertEquals(0, DOOR.identity.received().size());
    }

    @Test
    void anAuthenticTokenHearsWhatIsWrong() {
        Map<String, @Nullable Object> pending = TokenForge.claims("user_grace", Instant.now());
        pending.put("sts", "pending");
        Map<String, @Nullable Object> foreign = TokenForge.claims("user_grace", Instant.now());
        foreign.put("azp", "https://evil.example");

        assertCode("session_pending", DOOR.clerk.sign(DOOR.clerk.header(), pending));
        assertCode("authorized_party", DOOR.clerk.sign(DOOR.clerk.header(), foreign));
        assertCode(
                "token_expired", DOOR.clerk.token("user_grace", Instant.now().minusSeconds(120)));
        assertEquals(0, DOOR.identity.received().size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/auth/profile?access_token=", "/api/auth/profile?__session="})
    void aTokenInTheQueryIsNone(String target) {
        assertEquals(401, DOOR.wire.get(target + DOOR.token("grace")).status());
    }

    @ParameterizedTest
    @ValueSource(strings = {"Proxy-Authorization", "X-Authorization", "X-User-Id"})
    void aTokenInAnotherHeaderIsNone(String name) {
        assertEquals(
                401,
                DOOR.wire
                        .get("/api/auth/profile", name + ": Bearer " + DOOR.token("grace"))
                        .status());
    }

    @Test
    void aCookieCountsOnTheApiOnlyFromTheOwnOrigin() {
        String cookie = "Cookie: __session=" + DOOR.token("grace");
        String own = "Origin: http://127.0.0.1:" + DOOR.server.getPort();

        assertEquals(401, DOOR.wire.get("/api/auth/profile", cookie).status());
        assertEquals(
                401, DOOR.wire.get("/api/auth/profile", cookie, "Origin: https://evil").status());
        assertEquals(200, DOOR.wire.get("/api/auth/profile", cookie, own).status());
        assertEquals(
                200,
                DOOR.wire.get("/api/auth/profile", cookie, "Sec-Fetch-Site: same-origin").status());
    }

    @Test
    void whoIsDisabledStaysOut() {
        Reply reply = DOOR.wire.get("/api/auth/profile", DOOR.bearer("banned"));

        assertEquals(403, reply.status());
        assertTrue(reply.body().contains("\"code\":\"user_disabled\""));
    }

    @Test
    void noAnswerRepeatsTheToken() {
        String token = DOOR.token("grace");

        Reply reply = DOOR.wire.get("/api/auth/profile", "Authorization: Bearer x" + token);

        assertFalse(reply.body().contains(token));
        assertFalse(reply.headers().toString().contains(token));
    }

    private static void assertCode(String code, String token) {
        Reply reply = DOOR.wire.get("/api/auth/profile", "Authorization: Bearer " + token);

        assertEquals(401, reply.status());
        assertTrue(reply.body().contains("\"code\":\"" + code + '"'), reply::body);
    }
}
