package dev.rollcall.gateway.door;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.gateway.door.RecordingService.Received;
import dev.rollcall.gateway.door.Wire.Reply;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Methods and headers that must change nothing, or end the request. */
class HeaderAttackDoorTest {

    private static final String PATH = "/api/sample/x";
    private static final String COMMANDS = "/api/commands/x";

    private static final Siege SIEGE =
            new Siege(
                    Map.of(
                            "rollcall.routes.commands.path", "/api/commands/**",
                            "rollcall.routes.commands.methods", List.of("GET", "POST"),
                            "rollcall.routes.commands.access", "session",
                            "rollcall.routes.commands.upstream", "sample"));

    @AfterAll
    static void close() {
        SIEGE.close();
    }

    @BeforeEach
    void forget() {
        SIEGE.door.forget();
        SIEGE.log.forget();
    }

    @Test
    void g47SizesHaveLimits() {
        String bearer = SIEGE.door.bearer("grace");
        SIEGE.refused(414, "target_too_long", "GET", "/api/sample/" + "a".repeat(8192), bearer);
        for (String header :
                List.of(
                        "Cookie: " + "a=b; ".repeat(8000),
                        "Cookie: a=" + "b".repeat(40_000),
                        "Cookie: a=b\r\n".repeat(110) + "X-A: b",
                        "X-A: b\r\n".repeat(99) + "X-A: b",
                        ("X-A: " + "b".repeat(400) + "\r\n").repeat(90) + "X-A: b",
                        "Authorization: Bearer " + "a".repeat(1 << 16))) {
            SIEGE.refused(431, "headers_too_large", "GET", PATH, header);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Host:\r\n",
                "Host: a\r\nHost: a\r\n",
                "Host: a\r\nhost: b\r\n",
                "Host: a/b\r\n",
                "Host: u@a\r\n",
                "Host: a:99999\r\n",
                "Host: a:0\r\n",
                "Host: a:\r\n",
                "Host: a, b\r\n",
                "Host: [::1\r\n",
                "Host: a]\r\n",
                "Host: a b\r\n",
                "Host: a?b\r\n",
                "Host: a#b\r\n",
                "Host: h\u00f6st\r\n",
            })
    void g48AHostThatIsNone(String host) {
        SIEGE.endsWith(
                400,
                "malformed_request",
                "GET /api/sample/x HTTP/1.1\r\n" + host + SIEGE.door.bearer("grace") + "\r\n\r\n");
    }

    @ParameterizedTest
    @CsvSource({
        "get,400,malformed_request",
        "Get,400,malformed_request",
        "gET,400,malformed_request",
        "G-T,400,malformed_request",
        "TRACE,501,method_unknown",
        "TRACK,501,method_unknown",
        "CONNECT,501,method_unknown",
        "FOO,501,method_unknown",
        "PROPFIND,501,method_unknown",
        "DEBUG,501,method_unknown",
        "QUERY,501,method_unknown",
    })
    void g49AnotherMethod(String method, int status, String code) {
        SIEGE.refused(status, code, method, PATH, SIEGE.door.bearer("grace"));
    }

    @Test
    void g49AMethodThatIsNone() {
        String bearer = SIEGE.door.bearer("grace");
        SIEGE.refused(400, "malformed_request", "A".repeat(300), PATH, bearer);
        SIEGE.refused(400, "malformed_request", "\u000bGET", PATH, bearer);
        SIEGE.refused(400, "malformed_request", "GET\u000bx", PATH, bearer);
        SIEGE.refused(400, "malformed_request", "GET\u0000", PATH, bearer);
        SIEGE.refused(501, "method_unknown", "CONNECT", "evil:443", bearer);

        Reply other = SIEGE.refused(405, "method_not_allowed", "DELETE", COMMANDS, bearer);
        assertEquals("GET, POST", other.header("allow"));
    }

    /** RFC 9112, 3 allows it: the method is judged without it, and the upstream gets it so. */
    @ParameterizedTest
    @ValueSource(strings = {"%s\u000b", "%s\f", "%s\t", "%s "})
    void g49WhitespaceIsNoPartOfAMethod(String spelled) {
        String bearer = SIEGE.door.bearer("grace");
        SIEGE.refused(405, "method_not_allowed", spelled.formatted("PUT"), COMMANDS, bearer);
        Reply reply = SIEGE.door.wire.send(spelled.formatted("GET"), COMMANDS, "", bearer);

        assertEquals(200, reply.status());
        assertEquals(1, SIEGE.served());
        assertEquals("GET", SIEGE.door.sample.received().getFirst().method());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-HTTP-Method-Override",
                "X-HTTP-Method",
                "X-Method-Override",
                "X_HTTP_Method_Override",
            })
    void g50AMethodInAHeaderIsNone(String name) {
        for (String method : List.of("GET", "POST")) {
            SIEGE.door.forget();
            String other = name + ": DELETE";
            Reply reply =
                    SIEGE.door.wire.send(method, COMMANDS, "", SIEGE.door.bearer("grace"), other);

            assertEquals(200, reply.status());
            assertEquals(1, SIEGE.served());
            Received request = SIEGE.door.sample.received().getFirst();
            assertEquals(method, request.method());
            assertFalse(request.headers().toString().contains("DELETE"));
        }
    }

    /** The query and the body are the upstream's own and pass as they are; the method stays. */
    @Test
    void g50AMethodInTheQueryOrTheBodyIsNone() {
        String bearer = SIEGE.door.bearer("grace");
        SIEGE.refused(405, "method_not_allowed", "PUT", COMMANDS + "?_method=GET", bearer);
        Reply query = SIEGE.door.wire.get(COMMANDS + "?_method=DELETE", bearer);
        Reply body =
                SIEGE.door.wire.send(
                        "POST",
                        COMMANDS,
                        "_method=DELETE",
                        bearer,
                        "Content-Type: application/x-www-form-urlencoded");

        assertEquals(200, query.status());
        assertEquals(200, body.status());
        List<String> methods = SIEGE.door.sample.received().stream().map(Received::method).toList();
        assertEquals(List.of("GET", "POST"), methods);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host: a",
                "Content-Type: a/b\r\nContent-Type: a/b",
                "Content-Type: a/b\r\ncontent-type: c/d",
                "Authorization: Bearer x",
                "X-Request-Id: req-12345678\r\nX-Request-Id: req-12345678",
                "Origin: null\r\nOrigin: null",
                "Sec-Fetch-Site: none\r\nSec-Fetch-Site: same-origin",
                "Expect: 100-continue\r\nExpect: 100-continue",
            })
    void g54AHeaderTwiceThatMayStandOnce(String header) {
        SIEGE.endsWith(
                400,
                "malformed_request",
                "GET /api/sample/x HTTP/1.1\r\nHost: a\r\n"
                        + header
                        + "\r\n"
                        + SIEGE.door.bearer("grace")
                        + "\r\n\r\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-A: b\nX-B: c",
                "X-A: b\n",
                "X-A: b\n\n",
                "X-A: b\nAuthorization: Bearer x",
                "\nX-A: b",
                "X-A: b\rX-B: c",
                "X-A\n: b",
                "X-A: b\u0000",
                "X\u0000A: b",
                "X-A : b",
                "X-A\t: b",
                " X-A: b",
                ": b",
                "nocolon",
                "X-\u00e9: b",
                "X(A): b",
                "X A: b",
                "X-A\u000b: b",
                "X-A: b\u000b",
            })
    void g55ABrokenHeader(String header) {
        SIEGE.endsWith(
                400,
                "malformed_request",
                "GET /api/sample/x HTTP/1.1\r\nHost: a\r\n"
                        + header
                        + "\r\n"
                        + SIEGE.door.bearer("grace")
                        + "\r\n\r\n");
    }

    @Test
    void g83NothingIsRepeatedInTheLog() {
        SIEGE.door.wire.get(
                "/api/nope/jndi-canary?x=${jndi}canary", "User-Agent: canary\u001b[31m");
        SIEGE.door.wire.get("/api/sample/<canary>", SIEGE.door.bearer("grace"));
        SIEGE.door.wire.get("/api/sample/canary", "Authorization: Bearer ${jndi:canary}");

        assertTrue(SIEGE.log.text().contains("event=access.decided"), SIEGE.log::text);
        assertFalse(SIEGE.log.text().contains("canary"), SIEGE.log::text);
    }
}
