package dev.rollcall.gateway.door;

import static dev.rollcall.testing.Patience.BOUND;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.gateway.door.RecordingService.Received;
import dev.rollcall.gateway.door.Wire.Reply;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies whose end is in doubt: one refusal, the connection's last, and no service hears of it. */
class FramingAttackDoorTest {

    private static final String POST = "POST /api/webhooks/clerk HTTP/1.1\r\nHost: a\r\n";
    private static final String CHUNKED = POST + "Transfer-Encoding: chunked\r\n\r\n";

    private static final Siege SIEGE =
            new Siege(Map.of("rollcall.routes.clerk-webhook.max-body", 4096));

    @AfterAll
    static void close() {
        SIEGE.close();
    }

    @BeforeEach
    void forget() {
        SIEGE.door.forget();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 5\r\nTransfer-Encoding: chunked",
                "Transfer-Encoding: chunked\r\nContent-Length: 5",
                "Transfer-Encoding : chunked",
                "Transfer-Encoding\t: chunked",
                "Transfer-Encoding: xchunked",
                "Transfer-Encoding: xchunked\r\nContent-Length: 5",
                "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked",
                "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity",
                "Transfer-Encoding: chunked, identity",
                "Transfer-Encoding: chunked, chunked",
                "Transfer-Encoding: gzip, chunked",
                "Transfer-Encoding: gzip",
                "Transfer-Encoding: identity",
                "Transfer-Encoding: identity\r\nContent-Length: 5",
                "Transfer-Encoding: \"chunked\"",
                "Transfer-Encoding: 'chunked'",
                "Transfer-Encoding: chunked;a=b",
                "Transfer-Encoding: chunked,",
                "Transfer-Encoding:",
                "Transfer-Encoding:\r\nContent-Length: 5",
                "Transfer-Encoding: \u000bchunked",
                "Transfer-Encoding:\u000bchunked",
                "Transfer-Encoding: chunked\u000b",
                "Transfer-Encoding\u000b: chunked",
                "Transfer-Encoding: chun\r\n ked",
                "Transfer-Encoding:\r\n chunked",
                "Transfer-Encoding:\r\n\tchunked",
                "Transfer-Encoding: chunked\r\n ",
                "X-A: b\r\n Transfer-Encoding: chunked\r\nTransfer-Encoding: x",
                "Transfer-Encoding: chunked\r\n , identity",
                "Transfer-Encoding: \u00a0chunked",
                "X-A: b\nTransfer-Encoding: chunked",
                "X-A: b\rTransfer-Encoding: chunked",
                " Transfer-Encoding: chunked",
            })
    void g57AnotherCoding(String header) {
        SIEGE.endsWith(400, "malformed_request", POST + header + "\r\n\r\n0\r\n\r\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 3\r\nContent-Length: 3",
                "Content-Length: 3\r\nContent-Length: 4",
                "Content-Length: 3, 3",
                "Content-Length: 3,4",
                "Content-Length: +3",
                "Content-Length: -1",
                "Content-Length: 0x3",
                "Content-Length: 3 a",
                "Content-Length: 3 3",
                "Content-Length: 18446744073709551617",
                "Content-Length: 9223372036854775808",
                "Content-Length:",
                "Content-Length:\r\nContent-Length: 3",
                "Content-Length: 3\r\nContent-Length:",
                "Content-Length: 3.0",
                "Content-Length: 3e0",
                "Content-Length: \u00b3",
                "Content-Length: \u000b3",
                "Content-Length : 3",
            })
    void g58AnotherLength(String header) {
        SIEGE.endsWith(400, "malformed_request", POST + header + "\r\n\r\nabc");
    }

    /** A name of its own, which says nothing to us and is not passed on. */
    @ParameterizedTest
    @ValueSource(
            strings = {"Content_Length: 99", "Content.Length: 99", "Transfer_Encoding: chunked"})
    void g58ATwinOfTheLengthIsNone(String twin) {
        Reply reply = SIEGE.door.wire.send("POST", "/api/webhooks/clerk", "abc", twin);

        assertEquals(200, reply.status());
        assertEquals(1, SIEGE.served());
        Received request = SIEGE.door.webhook.received().getFirst();
        assertEquals("abc", request.body());
        assertEquals("3", request.header("content-length"));
        assertFalse(
                request.headers().keySet().stream()
                        .anyMatch(name -> name.contains("_") || name.contains(".")),
                request::toString);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "3;a\nb\r\nabc\r\n0\r\n\r\n",
                "3;a=\"\nb\"\r\nabc\r\n0\r\n\r\n",
                "3;a\rb\r\nabc\r\n0\r\n\r\n",
                "3\nabc\n0\n\n",
                "3\nabc\r\n0\r\n\r\n",
                "3\r\nabc\n0\r\n\r\n",
                "3\r\nabc\r\n0\n\r\n",
                "0x3\r\nabc\r\n0\r\n\r\n",
                "-3\r\nabc\r\n0\r\n\r\n",
                "+3\r\nabc\r\n0\r\n\r\n",
                "fffffffffffffffff\r\nabc\r\n0\r\n\r\n",
                "10000000000000003\r\nabc\r\n0\r\n\r\n",
                "ffffffff\r\nabc\r\n0\r\n\r\n",
                "80000000\r\nabc\r\n0\r\n\r\n",
                "g\r\nabc\r\n0\r\n\r\n",
                "\r\nabc\r\n0\r\n\r\n",
                ";a\r\nabc\r\n0\r\n\r\n",
                "3\r\nabcd\r\n0\r\n\r\n",
                "3\r\nabc0\r\n\r\n",
                "3\r\nabc\r0\r\n\r\n",
                "3\r\nabcxy0\r\n\r\n",
            })
    void g59AChunkThatIsNone(String body) {
        SIEGE.endsWith(400, "malformed_request", CHUNKED + body);
    }

    @Test
    void g59ChunksWithoutEnd() {
        long before = SIEGE.heard();
        String answer =
                SIEGE.door.wire.until(
                        CHUNKED + "1\r\na\r\n".repeat(100_000), (int) BOUND.toMillis());

        assertTrue(answer.startsWith("HTTP/1.1 413 "), answer);
        assertTrue(answer.contains("\"code\":\"body_too_large\""), answer);
        assertTrue(answer.contains("\r\nconnection: close\r\n"), answer);
        assertEquals(before, SIEGE.heard());
    }

    @ParameterizedTest
    @ValueSource(strings = {"one line", "many lines"})
    void g59ALongTrailer(String kind) {
        long before = SIEGE.heard();
        String trailer =
                kind.equals("one line")
                        ? "X-A: " + "a".repeat(100_000) + "\r\n"
                        : "X-A: b\r\n".repeat(12_500);
        String answer =
                SIEGE.door.wire.until(
                        CHUNKED + "1\r\na\r\n0\r\n" + trailer + "\r\n", (int) BOUND.toMillis());

        assertTrue(answer.startsWith("HTTP/1.1 400 "), answer);
        assertTrue(answer.contains("\r\nconnection: close\r\n"), answer);
        assertEquals(before, SIEGE.heard());
    }

    @Test
    void g59ALongExtension() {
        SIEGE.endsWith(
                400,
                "malformed_request",
                CHUNKED + "1;a=" + "b".repeat(9000) + "\r\na\r\n0\r\n\r\n");
    }

    /** Zeros before a number are none of its digits (RFC 9112, 7.1): what counts is the number. */
    @Test
    void g59ZerosBeforeANumberChangeNothing() {
        Reply reply =
                SIEGE.door.wire.raw(
                        CHUNKED.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n")
                                + "00000000000000003\r\nabc\r\n0\r\n\r\n");

        assertEquals(200, reply.status());
        assertEquals("abc", SIEGE.door.webhook.received().getFirst().body());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/0.9",
                "HTTP/2.0",
                "HTTP/1.9",
                "HTTP/3",
                "HTTP/1.1.1",
                "HTTP/11",
                "HTTPS/1.1",
                "ICY/1.1",
                "1.1",
                "HTTP/",
            })
    void g61AnotherVersion(String version) {
        SIEGE.endsWith(
                400,
                "malformed_request",
                "GET /api/sample/x "
                        + version
                        + "\r\nHost: a\r\n"
                        + SIEGE.door.bearer("grace")
                        + "\r\n\r\n");
    }

    @Test
    void g61ChunksInHttp10() {
        SIEGE.endsWith(
                400, "malformed_request", CHUNKED.replace("HTTP/1.1", "HTTP/1.0") + "0\r\n\r\n");
    }
}
