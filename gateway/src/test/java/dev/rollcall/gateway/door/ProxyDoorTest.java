package dev.rollcall.gateway.door;

import static java.util.Locale.ROOT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.contracts.id.RequestId;
import dev.rollcall.contracts.token.AuthenticatedUser;
import dev.rollcall.contracts.token.IdentityTokens;
import dev.rollcall.contracts.token.ServiceName;
import dev.rollcall.contracts.token.ServiceTokens;
import dev.rollcall.contracts.token.TrustedKeys;
import dev.rollcall.gateway.door.RecordingService.Answer;
import dev.rollcall.gateway.door.RecordingService.Received;
import dev.rollcall.gateway.door.Wire.Reply;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an upstream hears, and what comes back. */
class ProxyDoorTest {

    private static final Door DOOR = new Door(Map.of());

    @AfterAll
    static void close() {
        DOOR.close();
    }

    @BeforeEach
    void forget() {
        DOOR.forget();
        DOOR.sample.behave(_ -> Answer.json(200, "{\"ok\":true}"));
        DOOR.webhook.behave(_ -> Answer.json(200, "{\"outcome\":\"accepted\"}"));
    }

    @Test
    void theUpstreamLearnsWhoCallsAndForWhom() {
        Reply reply = DOOR.wire.get("/api/sample/me?a=%20b", DOOR.bearer("grace"));

        assertEquals(200, reply.status());
        Received request = DOOR.sample.received().getFirst();
        assertEquals("/api/sample/me?a=%20b", request.target());
        RequestId id = new RequestId(reply.header("x-request-id"));
        String bearer = String.valueOf(request.header("authorization"));
        ServiceName caller =
                new ServiceTokens.Verifier("sample", trusted(), Clock.systemUTC())
                        .verify(bearer.substring("Bearer ".length()))
                        .orElseThrow();
        assertEquals(ServiceName.GATEWAY, caller);
        AuthenticatedUser user =
                new IdentityTokens.Verifier("sample", trusted(), Clock.systemUTC())
                        .verify(String.valueOf(request.header("x-rollcall-identity")), id)
                        .orElseThrow();
        assertEquals("user_grace", user.clerkId().value());
        assertEquals("sess_1", user.sessionId().value());
        assertEquals("member", user.role());
    }

    @Test
    void identityServiceIsAskedInTheNameOfTheRequest() {
        DOOR.wire.get("/api/sample/x", DOOR.bearer("newcomer"), "X-Request-Id: req-newcomer-1");

        assertEquals("req-newcomer-1", DOOR.identity.received().getFirst().header("x-request-id"));
    }

    @Test
    void nothingElseOfTheClientsHeadersCrosses() {
        String token = DOOR.token("grace");
        DOOR.wire.get(
                "/api/sample/me",
                "Authorization: Bearer " + token,
                "X-Rollcall-Identity: forged",
                "X_Rollcall_Identity: forged",
                "x.rollcall.identity: forged",
                "X-User-Id: forged",
                "X_User_Id: forged",
                "X-Org-Role: forged",
                "X-Internal-Auth: forged",
                "X-Forwarded-For: forged",
                "X-Forwarded-Host: forged",
                "X-Original-URL: /forged",
                "X-Rewrite-URL: /forged",
                "X-Real-IP: forged",
                "Forwarded: for=forged",
                "X-HTTP-Method-Override: DELETE",
                "Cookie: __session=" + token,
                "Upgrade: websocket",
                "Accept: application/json");

        Received request = DOOR.sample.received().getFirst();
        Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        names.addAll(request.headers().keySet());
        assertEquals(
                Set.of(
                        "accept",
                        "authorization",
                        "host",
                        "traceparent",
                        "x-forwarded-for",
                        "x-forwarded-host",
                        "x-forwarded-proto",
                        "x-request-id",
                        "x-rollcall-identity"),
                lower(names));
        assertFalse(request.headers().toString().contains("forged"));
        assertFalse(request.headers().toString().contains(token));
        assertEquals("GET", request.method());
    }

    @Test
    void namingAHeaderInConnectionRemovesNothing() {
        DOOR.wire.raw(
                "GET /api/sample/me HTTP/1.1\r\nHost: a\r\n"
                        + DOOR.bearer("grace")
                        + "\r\nConnection: close\r\nConnection: Authorization, X-Rollcall-Identity, X-Request-Id\r\n\r\n");

        Received request = DOOR.sample.received().getFirst();
        assertTrue(request.headers().containsKey("authorization"));
        assertTrue(request.headers().containsKey("x-rollcall-identity"));
        assertTrue(request.headers().containsKey("x-request-id"));
    }

    @Test
    void internalHeadersStayInside() {
        DOOR.sample.behave(
                _ ->
                        new Answer(
                                200,
                                Map.of(
                                        "Content-Type", "application/json",
                                        "ETag", "\"1\"",
                                        "Set-Cookie", "a=b",
                                        "Server", "x",
                                        "X-Internal-Node", "x",
                                        "webhook-delivery", "disable",
                                        "X-Request-Id", "forged-id-1234"),
                                "{}"));

        Reply reply = DOOR.wire.get("/api/sample/me", DOOR.bearer("grace"));

        assertEquals("\"1\"", reply.header("etag"));
        assertEquals("", reply.header("set-cookie"));
        assertEquals("", reply.header("server"));
        assertEquals("", reply.header("x-internal-node"));
        assertEquals("", reply.header("webhook-delivery"));
        assertFalse(reply.header("x-request-id").contains("forged"));
    }

    @Test
    void anEncodingIsBetweenClientAndUpstream() {
        DOOR.sample.behave(
                _ ->
                        new Answer(
                                200,
                                Map.of("Content-Encoding", "x", "Vary", "Accept-Encoding"),
                                "{}"));

        Reply reply =
                DOOR.wire.get("/api/sample/me", DOOR.bearer("grace"), "Accept-Encoding: x, gzip");

        assertEquals("x, gzip", DOOR.sample.received().getFirst().header("accept-encoding"));
        assertEquals("x", reply.header("content-encoding"));
        assertEquals("{}", reply.body());
    }

    @Test
    void aWebhookPassesByteByByte() {
        String body = "{ \"a\" : \"\u00ff\u0000\r\n\" }";
        DOOR.wire.send(
                "POST",
                "/api/webhooks/clerk",
                body,
                "Content-Type: application/json",
                "svix-id: msg_1",
                "svix-timestamp: 1795168800",
                "svix-signature: v1,abc v1,def",
                "webhook-id: msg_1",
                "Authorization: Bearer ignored");

        Received request = DOOR.webhook.received().getFirst();
        assertEquals(body, request.body());
        assertEquals("msg_1", request.header("svix-id"));
        assertEquals("1795168800", request.header("svix-timestamp"));
        assertEquals("v1,abc v1,def", request.header("svix-signature"));
        assertEquals("msg_1", request.header("webhook-id"));
        assertEquals("application/json", request.header("content-type"));
        assertEquals(0, DOOR.identity.received().size());
    }

    @Test
    void aCommandWithoutABodyGetsNeitherABodyNorAType() {
        DOOR.wire.send("POST", "/api/webhooks/clerk", "");

        Received request = DOOR.webhook.received().getFirst();
        assertEquals("", request.body());
        assertNull(request.header("content-type"));
    }

    @Test
    void aProblemOfTheUpstreamPasses() {
        DOOR.webhook.behave(_ -> Answer.problem(400, "signature_invalid"));

        Reply reply = DOOR.wire.send("POST", "/api/webhooks/clerk", "{}");

        assertEquals(400, reply.status());
        assertEquals("application/problem+json", reply.header("content-type"));
        assertTrue(reply.body().contains("signature_invalid"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://evil/", "//evil", "/\t/evil", "/\\\\evil", "evil", ""})
    void aRedirectElsewhereIsNeitherFollowedNorPassedOn(String location) {
        DOOR.sample.behave(_ -> new Answer(302, Map.of("Location", location), ""));

        Reply reply = DOOR.wire.get("/api/sample/me", DOOR.bearer("grace"));

        assertEquals(302, reply.status());
        assertEquals("", reply.header("location"));
        assertEquals(1, DOOR.sample.received().size());
    }

    @Test
    void aRedirectToAPathOfOursPasses() {
        DOOR.sample.behave(_ -> new Answer(303, Map.of("Location", "/api/sample/new?a=b"), ""));

        Reply reply = DOOR.wire.get("/api/sample/me", DOOR.bearer("grace"));

        assertEquals(303, reply.status());
        assertEquals("/api/sample/new?a=b", reply.header("location"));
    }

    @Test
    void howAPageMayBeUsedIsTheUpstreamsToSay() {
        Map<String, String> said =
                Map.of(
                        "Content-Security-Policy", "default-src 'none'",
                        "X-Frame-Options", "DENY",
                        "Permissions-Policy", "camera=()",
                        "Cross-Origin-Opener-Policy", "same-origin");
        DOOR.sample.behave(_ -> new Answer(200, said, "a"));

        Reply reply = DOOR.wire.get("/api/sample/me", DOOR.bearer("grace"));

        said.forEach((name, value) -> assertEquals(value, reply.header(name.toLowerCase(ROOT))));
    }

    @Test
    void anUpstreamThatDoesNotKnowTheGatewayIsAFaultOfOurs() {
        DOOR.sample.behave(_ -> Answer.problem(401, "caller_unknown"));

        Reply reply = DOOR.wire.get("/api/sample/me", DOOR.bearer("grace"));

        assertEquals(502, reply.status());
        assertTrue(reply.body().contains("\"code\":\"upstream_failed\""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/auth/login",
                "/api/auth/signup",
                "/api/auth/user",
                "/api/auth/google",
            })
    void oldEndpointsSayWhatToUse(String path) {
        for (String method : new String[] {"GET", "POST", "DELETE"}) {
            Reply reply = DOOR.wire.send(method, path, "");

            assertEquals(410, reply.status());
            assertTrue(reply.body().contains("\"code\":\"gone\""), reply::body);
        }
    }

    @Test
    void theIdentityKeysArePublic() {
        Reply reply = DOOR.wire.get("/.well-known/rollcall-jwks.json");

        assertEquals(200, reply.status());
        assertTrue(reply.body().contains("\"kid\":\"gateway-identity.1\""));
        assertFalse(reply.body().contains("\"d\":"));
    }

    private static TrustedKeys trusted() {
        return TrustedKeys.parse(DOOR.keys.trustedKeys());
    }

    private static Set<String> lower(Set<String> names) {
        Set<String> lower = new TreeSet<>();
        names.forEach(name -> lower.add(name.toLowerCase(Locale.ROOT)));
        return lower;
    }
}
