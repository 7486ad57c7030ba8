package dev.rollcall.gateway.door;

import static dev.rollcall.testing.Patience.BOUND;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.gateway.door.Wire.Reply;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Hostile requests over the wire: each is one problem answer, and no service hears of it. */
class HygieneDoorTest {

    private static final Door DOOR = new Door(Map.of());
    private static final String CHUNKED =
            String.join(
                    "\r\n",
                    "POST /api/webhooks/clerk HTTP/1.1",
                    "Host: a",
                    "Connection: close",
                    "Transfer-Encoding: chunked",
                    "",
                    "");

    @AfterAll
    static void close() {
        DOOR.close();
    }

    @BeforeEach
    void forget() {
        DOOR.forget();
    }

    @AfterEach
    void nobodyHeardOfIt() {
        assertEquals(0, DOOR.sample.received().size());
        assertEquals(0, DOOR.audit.received().size());
        assertEquals(0, DOOR.webhook.received().size());
        assertEquals(0, DOOR.identity.received().size());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//api/sample/x",
                "//127.0.0.1/api/sample/x",
                "/api/sample/../admin/audit",
                "/api/sample/..;/admin/audit",
                "/api/sample/%2e%2e/admin/audit",
                "/api/sample/%2Fx",
                "/api/sample/%5cx",
                "/api/sample/x#y",
                "/api/sample/%00",
                "/api/sample/%zz",
                "/api/sample/\u00e9",
                "\\api\\sample",
                "http://evil/api/sample/x",
                "api/sample/x",
                "*",
                "?/api/sample/x",
                "host:443",
                "/api/sample/<script>",
            })
    void anotherSpellingIsRefused(String target) {
        Reply reply = DOOR.wire.get(target, DOOR.bearer("admin"));

        assertProblem(400, "malformed_request", reply);
        assertFalse(reply.body().contains("script"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/API/sample/x",
                "/api/Sample/x",
                "/api/sample",
                "/api/samplex/y",
                "/api/auth/profile/",
                "/api/auth/profile.json",
                "/health",
                "/env",
                "/loggers",
                "/heapdump",
                "/beans",
                "/routes",
                "/internal/resolve",
                "/nope",
            })
    void anotherPathIsUnknown(String target) {
        assertProblem(404, "not_found", DOOR.wire.get(target, DOOR.bearer("admin")));
    }

    @Test
    void anotherMethodNamesTheOnesAllowed() {
        Reply reply = DOOR.wire.send("POST", "/api/auth/profile", "", DOOR.bearer("admin"));

        assertProblem(405, "method_not_allowed", reply);
        assertEquals("GET", reply.header("allow"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /app HTTP/1.1\r\n\r\n",
                "GET /app HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n",
                "GET /app HTTP/1.1\r\nHost: a/b\r\n\r\n",
                "get /app HTTP/1.1\r\nHost: a\r\n\r\n",
                "GET /app HTTP/2.0\r\nHost: a\r\n\r\n",
                "GET /app HTTP/1.9\r\nHost: a\r\n\r\n",
                "GET /app HTTP/1.1\r\nHost: a\r\nX-Bad\u0000: b\r\n\r\n",
                "GET /app HTTP/1.1\r\nHost : a\r\n\r\n",
                "GET /app HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer x\r\nAuthorization: Bearer y\r\n\r\n",
                "POST /api/webhooks/clerk HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "POST /api/webhooks/clerk HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
                "POST /api/webhooks/clerk HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "POST /api/webhooks/clerk HTTP/1.0\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "POST /api/webhooks/clerk HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
                "POST /api/webhooks/clerk HTTP/1.1\r\nHost: a\r\nContent-Length: +1\r\n\r\na",
            })
    void brokenFramingIsRefusedAndEndsTheConnection(String request) {
        String answers = DOOR.wire.all(request + pipelined("/"));

        assertTrue(answers.startsWith("HTTP/1.1 400 "), answers);
        assertEquals(1, answers.split("HTTP/1\\.1 ", -1).length - 1);
    }

    @Test
    void anAnswerToABadRequestWaitsForTheOnesBeforeIt() {
        String answers =
                DOOR.wire.all(pipelined("/login") + pipelined("//x") + pipelined("/signup"));

        assertTrue(answers.startsWith("HTTP/1.1 200 "), answers);
        assertEquals(2, answers.split("HTTP/1\\.1 ", -1).length - 1);
        assertTrue(answers.contains("HTTP/1.1 400 "), answers);
    }

    @Test
    void unknownMethodsAreNotImplemented() {
        assertProblem(501, "method_unknown", DOOR.wire.send("TRACE", "/app", ""));
        assertProblem(501, "method_unknown", DOOR.wire.send("PROPFIND", "/app", ""));
    }

    @Test
    void sizesHaveLimits() {
        assertProblem(414, "target_too_long", DOOR.wire.get("/" + "a".repeat(8192)));
        assertProblem(414, "target_too_long", DOOR.wire.get("/" + "a".repeat(20_000)));
        assertProblem(
                431, "headers_too_large", DOOR.wire.get("/app", "X-A: " + "a".repeat(40_000)));
        assertProblem(
                431,
                "headers_too_large",
                DOOR.wire.get("/app", "X-A: a\r\n".repeat(120) + "X-B: b"));
        assertProblem(
                413,
                "body_too_large",
                DOOR.wire.send("POST", "/api/webhooks/clerk", "a".repeat((1 << 20) + 1)));
    }

    @Test
    void aChunkedBodyOverTheLimitIsTooLargeToo() {
        String chunk = "10000\r\n" + "a".repeat(0x10000) + "\r\n";

        assertProblem(
                413, "body_too_large", DOOR.wire.raw(CHUNKED + chunk.repeat(17) + "0\r\n\r\n"));
    }

    @Test
    void aBadChunkIsNotTheEndOfABody() {
        String answer = DOOR.wire.all(CHUNKED + "3\r\nabc\r\nxyz\r\nabc");

        assertTrue(answer.startsWith("HTTP/1.1 400 "), answer);
    }

    @Test
    void encodedBodiesAreNotSupported() {
        assertProblem(
                415,
                "media_type_unsupported",
                DOOR.wire.send("POST", "/api/webhooks/clerk", "x", "Content-Encoding: gzip"));
    }

    @Test
    void aRequestIdIsKeptIfItIsOne() {
        Reply kept = DOOR.wire.get("/nope", "X-Request-Id: req-12345678");
        Reply replaced = DOOR.wire.get("/nope", "X-Request-Id: " + "a".repeat(5000));

        assertEquals("req-12345678", kept.header("x-request-id"));
        assertTrue(kept.body().contains("\"requestId\":\"req-12345678\""));
        assertEquals(36, replaced.header("x-request-id").length());
    }

    @Test
    void anErrorStaysAProblemForABrowser() {
        assertProblem(
                401, "session_missing", DOOR.wire.get("/api/auth/profile", "Accept: text/html"));
        assertProblem(404, "not_found", DOOR.wire.get("/api/nope", "Accept: text/html"));
    }

    @Test
    void whoSendsFarAheadIsAnsweredOnlySoFar() {
        String answers = DOOR.wire.until(pipelined("/login").repeat(2000), (int) BOUND.toMillis());

        int answered = answers.split("HTTP/1.1 200 ", -1).length - 1;
        assertTrue(answered >= 64 && answered < 2000, () -> answered + " answers");
        assertTrue(
                answers.indexOf("connection: close") > answers.lastIndexOf("HTTP/1.1 200 "),
                answers);
    }

    private static String pipelined(String target) {
        return "GET " + target + " HTTP/1.1\r\nHost: a\r\n\r\n";
    }

    private static void assertProblem(int status, String code, Reply reply) {
        assertEquals(status, reply.status(), reply::body);
        assertTrue(reply.body().contains("\"code\":\"" + code + '"'), reply::body);
        assertEquals("application/problem+json", reply.header("content-type"));
        assertEquals("no-store", reply.header("cache-control"));
    }
}
