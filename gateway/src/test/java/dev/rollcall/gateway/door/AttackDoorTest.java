package dev.rollcall.gateway.door;

import static dev.rollcall.testing.Patience.BOUND;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.gateway.door.RecordingService.Received;
import dev.rollcall.gateway.door.Wire.Reply;
import dev.rollcall.gateway.token.TokenForge;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Attacks on what stands between two requests, two routes, two tenants, two protocols. */
class AttackDoorTest {

    private static final Door DOOR = new Door(Map.of());

    /** HPACK: GET, http, and the path of the static table. */
    private static final String HEADERS = "\u0082\u0086\u0084";

    @AfterAll
    static void close() {
        DOOR.close();
    }

    @BeforeEach
    void forget() {
        DOOR.forget();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host : a",
                "Host: a\r\n folded",
                "Host: a\r\nX-A: b\u0000c",
                "Host: a\r\nX-A: b\rX-B: c",
                "Host: a\r\nnocolon",
                "Host: a\r\n: empty",
                "Host: a\r\nX-\u00e9: b",
                "Host: a\r\nX(A): b",
                "Host: a\r\nX-A : b",
            })
    void g55ABrokenHeaderIsRefusedAndEndsTheConnection(String headers) {
        String answers =
                DOOR.wire.all(
                        "GET /api/sample/x HTTP/1.1\r\n"
                                + headers
                                + "\r\n"
                                + DOOR.bearer("grace")
                                + "\r\n\r\nGET /login HTTP/1.1\r\nHost: a\r\n\r\n");

        assertTrue(answers.startsWith("HTTP/1.1 400 "), answers);
        assertEquals(1, answers.split("HTTP/1\\.1 ", -1).length - 1, answers);
        assertEquals(0, DOOR.sample.received().size());
    }

    /** RFC 9112, 5.2 allows either: the upstream gets the one line that was judged. */
    @Test
    void g55AFoldedHeaderOfNoMeaningToUsArrivesUnfolded() {
        Reply reply =
                DOOR.wire.raw(
                        lines(
                                "GET /api/sample/x HTTP/1.1",
                                "Host: a",
                                "Connection: close",
                                DOOR.bearer("grace"),
                                "Accept: text/plain,",
                                " application/json",
                                "",
                                ""));

        assertEquals(200, reply.status());
        assertTrue(
                DOOR.sample
                        .received()
                        .getFirst()
                        .headers()
                        .toString()
                        .contains("text/plain, application/json"),
                () -> DOOR.sample.received().toString());
    }

    /** The codec spells it as it is: the upstream gets HTTP/1.1. */
    @Test
    void g61AVersionInLowerCaseIsThatVersion() {
        Reply reply =
                DOOR.wire.raw(
                        lines(
                                "GET /api/sample/x http/1.1",
                                "Host: a",
                                "Connection: close",
                                DOOR.bearer("grace"),
                                "",
                                ""));

        assertEquals(200, reply.status());
        assertEquals(1, DOOR.sample.received().size());
    }

    @Test
    void g60TrailersAreDropped() {
        Reply reply =
                DOOR.wire.raw(
                        lines(
                                "POST /api/webhooks/clerk HTTP/1.1",
                                "Host: a",
                                "Connection: close",
                                "Transfer-Encoding: chunked",
                                "Trailer: Authorization",
                                "",
                                "2",
                                "{}",
                                "0",
                                "Authorization: Bearer forged",
                                "svix-id: forged",
                                "Host: forged",
                                "",
                                ""));

        assertEquals(200, reply.status());
        Received request = DOOR.webhook.received().getFirst();
        assertEquals("{}", request.body());
        assertFalse(request.headers().toString().contains("forged"));
    }

    @Test
    void g62ABodyThatIsARequestIsABody() {
        String hidden =
                "GET /api/admin/audit?subject=u HTTP/1.1\r\nHost: a\r\n"
                        + DOOR.bearer("admin")
                        + "\r\n\r\n";
        String answers =
                DOOR.wire.all(
                        "GET /api/sample/x HTTP/1.1\r\nHost: a\r\nConnection: close\r\n"
                                + DOOR.bearer("grace")
                                + "\r\nContent-Length: "
                                + hidden.length()
                                + "\r\n\r\n"
                                + hidden);

        assertEquals(1, answers.split("HTTP/1\\.1 ", -1).length - 1, answers);
        assertEquals(1, DOOR.sample.received().size());
        assertEquals("", DOOR.sample.received().getFirst().body());
        assertEquals(0, DOOR.audit.received().size());
    }

    @Test
    void g62EachPipelinedRequestIsJudgedAlone() {
        String answers =
                DOOR.wire.all(
                        asked("/api/sample/x", DOOR.bearer("admin"))
                                + asked("/api/admin/audit?subject=u", DOOR.bearer("grace"))
                                + asked("/api/sample/y", "Connection: close"));

        assertEquals(3, answers.split("HTTP/1\\.1 ", -1).length - 1, answers);
        int refused = answers.indexOf("HTTP/1.1 403 ");
        assertTrue(answers.startsWith("HTTP/1.1 200 "), answers);
        assertTrue(refused > 0 && answers.indexOf("HTTP/1.1 401 ") > refused, answers);
        assertEquals(1, DOOR.sample.received().size());
    }

    @Test
    void g63WhoIsRefusedIsNotAskedForTheBody() {
        String answers =
                DOOR.wire.all(
                        lines(
                                "POST /api/auth/sync-user HTTP/1.1",
                                "Host: a",
                                "Connection: close",
                                "Authorization: Bearer a.b.c",
                                "Expect: 100-continue",
                                "Content-Length: 1",
                                "",
                                "a"));

        assertTrue(answers.startsWith("HTTP/1.1 401 "), answers);
    }

    @Test
    void g63AnotherExpectationFails() {
        Reply reply = DOOR.wire.send("POST", "/api/webhooks/clerk", "a", "Expect: y");

        assertEquals(417, reply.status());
        assertEquals(0, DOOR.webhook.received().size());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__",
                "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
                "Connection: Upgrade\r\nUpgrade: connect-udp",
            })
    void g64NoProtocolIsUpgraded(String headers) {
        String answers =
                DOOR.wire.all(
                        "GET /api/sample/x HTTP/1.1\r\nHost: a\r\n"
                                + headers
                                + "\r\n"
                                + DOOR.bearer("grace")
                                + "\r\n\r\n"
                                + asked("/nope", "Connection: close"));

        assertFalse(answers.contains("HTTP/1.1 101"), answers);
        assertTrue(answers.contains("HTTP/1.1 404 "), answers);
        assertFalse(
                DOOR.sample.received().stream().anyMatch(r -> r.headers().containsKey("upgrade")));
    }

    @Test
    void g64PriorKnowledgeIsNoRequest() {
        String answers = DOOR.wire.all("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");

        assertTrue(answers.startsWith("HTTP/1.1 501 "), answers);
        assertEquals(1, answers.split("HTTP/1\\.1 ", -1).length - 1, answers);
    }

    /** Frames that an HTTP/2 server would have to take: none of them begins a stream here. */
    @ParameterizedTest
    @ValueSource(strings = {"rapid reset", "continuation", "settings", "smuggled header"})
    void g66FramesOfHttp2AreNoRequests(String flood) {
        StringBuilder bytes = new StringBuilder("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
        bytes.append(frame(4, 0, 0, ""));
        for (int stream = 1; stream < 2000; stream += 2) {
            bytes.append(
                    switch (flood) {
                        case "rapid reset" ->
                                frame(1, 5, stream, HEADERS) + frame(3, 0, stream, "\0\0\0\b");
                        case "continuation" -> frame(stream == 1 ? 1 : 9, 0, 1, HEADERS);
                        case "settings" -> frame(4, 0, 0, "\0\1\0\0\u0010\0".repeat(100));
                        default ->
                                frame(
                                        1,
                                        5,
                                        stream,
                                        "\r\n\r\nGET /api/sample/x HTTP/1.1\r\nHost: a\r\n"
                                                + DOOR.bearer("grace")
                                                + "\r\n\r\n");
                    });
        }

        String answers = DOOR.wire.until(bytes.toString(), 5000);

        assertTrue(answers.isEmpty() || answers.startsWith("HTTP/1.1 501 "), answers);
        assertTrue(answers.split("HTTP/1\\.1 ", -1).length <= 2, answers);
        assertEquals(0, DOOR.sample.received().size());
        assertEquals(200, DOOR.wire.get("/api/sample/x", DOOR.bearer("grace")).status());
    }

    /** The first bytes of TLS 1.3, with our own name and with another in SNI. */
    @ParameterizedTest
    @ValueSource(strings = {"localhost", "evil.example"})
    void g82ATlsHandshakeIsNoRequest(String name) {
        String sni = "\0\0\0" + (char) (name.length() + 5) + "\0" + (char) (name.length() + 3);
        String extension = sni + "\0\0" + (char) name.length() + name;
        String hello =
                "\3\3"
                        + "r".repeat(32)
                        + "\0\0\2\u0013\1\1\0\0"
                        + (char) extension.length()
                        + extension;
        String record =
                "\u0016\3\1\0"
                        + (char) (hello.length() + 4)
                        + "\1\0\0"
                        + (char) hello.length()
                        + hello;

        String answers = DOOR.wire.until(record + "\r\n\r\n", (int) BOUND.toMillis());

        assertTrue(answers.startsWith("HTTP/1.1 400 "), answers);
        assertTrue(answers.contains("\r\nconnection: close\r\n"), answers);
        assertFalse(answers.contains(name), answers);
        assertEquals(0, DOOR.sample.received().size());
    }

    /** Two gateways for two instances of Clerk in this one process, their keys of the same name. */
    @Test
    void g34AKeyOfAnotherInstanceOpensNothing() {
        try (Door other = new Door(Map.of())) {
            for (int round = 0; round < 2; round++) {
                assertEquals(200, DOOR.wire.get("/api/sample/x", DOOR.bearer("grace")).status());
                assertEquals(200, other.wire.get("/api/sample/x", other.bearer("grace")).status());
                Reply here = DOOR.wire.get("/api/sample/x", other.bearer("grace"));
                Reply there = other.wire.get("/api/sample/x", DOOR.bearer("grace"));

                assertEquals(401, here.status());
                assertEquals(401, there.status());
                assertTrue(here.body().contains("\"code\":\"token_invalid\""), here::body);
            }
            assertEquals(2, DOOR.sample.received().size());
            assertEquals(2, other.sample.received().size());
        }
    }

    @Test
    void g80ADecisionIsNeverReusedOnAnotherRoute() {
        String bearer = DOOR.bearer("grace");
        for (int n = 0; n < 2; n++) {
            assertEquals(200, DOOR.wire.get("/api/sample/x", bearer).status());
            assertEquals(403, DOOR.wire.get("/api/admin/audit?subject=u", bearer).status());
            assertEquals(405, DOOR.wire.send("DELETE", "/api/sample/x", "", bearer).status());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/sample/x?org_id=org_2",
                "/api/sample/x?a=b&org_id=",
                "/api/sample/x?%6frg_id=org_2",
                "/api/sample/x?org_id=org_1&org_id=org_2",
            })
    void g81AnotherOrganisationInTheQueryIsRefused(String target) {
        assertEquals(403, DOOR.wire.get(target, inOrg("org_1")).status());
        assertEquals(0, DOOR.sample.received().size());
    }

    @Test
    void g81AnotherOrganisationInAHeaderIsRefused() {
        String bearer = inOrg("org_1");

        Reply reply = DOOR.wire.get("/api/sample/x", bearer, "X-Org-Id: org_2");

        assertEquals(403, reply.status());
        assertTrue(reply.body().contains("\"code\":\"org_mismatch\""), reply::body);
        assertEquals(0, DOOR.sample.received().size());
    }

    @Test
    void g83NothingSentIsRepeated() {
        Reply reply =
                DOOR.wire.get(
                        "/api/nope/jndi",
                        "X-Request-Id: ${jndi:ldap://evil}",
                        "Accept: <script>alert(1)</script>");

        assertEquals(404, reply.status());
        assertFalse(reply.body().contains("jndi"), reply::body);
        assertFalse(reply.headers().toString().contains("script"));
    }

    private static String inOrg(String org) {
        Map<String, @Nullable Object> claims = TokenForge.claims("user_grace", Instant.now());
        claims.put("o", Map.of("id", org, "rol", "member", "slg", "o"));
        return "Authorization: Bearer " + DOOR.clerk.sign(DOOR.clerk.header(), claims);
    }

    private static String lines(String... lines) {
        return String.join("\r\n", lines);
    }

    private static String asked(String target, String header) {
        return "GET " + target + " HTTP/1.1\r\nHost: a\r\n" + header + "\r\n\r\n";
    }

    private static String frame(int type, int flags, int stream, String payload) {
        int length = payload.length();
        return String.valueOf(
                        new char[] {
                            (char) (length >> 16 & 0xff),
                            (char) (length >> 8 & 0xff),
                            (char) (length & 0xff),
                            (char) type,
                            (char) flags,
                            0,
                            0,
                            (char) (stream >> 8 & 0xff),
                            (char) (stream & 0xff)
                        })
                + payload;
    }
}
