package dev.rollcall.gateway.door;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.gateway.door.Wire.Reply;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An upstream that breaks HTTP: what it says is not passed on as if it were an answer. */
class LyingUpstreamDoorTest {

    private static final RawUpstream UPSTREAM = new RawUpstream();
    private static final Door DOOR =
            new Door(Map.of("rollcall.upstreams.sample.url", UPSTREAM.url()));

    @AfterAll
    static void close() {
        DOOR.close();
        UPSTREAM.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\nab",
                "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\nab",
                "nonsense\r\n\r\n",
                "HTTP/1.1 200 OK\r\nbroken\u0000: x\r\n\r\n",
            })
    void g65ABrokenAnswerIsNone(String bytes) {
        UPSTREAM.answer(bytes);

        Reply reply = DOOR.wire.get("/api/sample/x", DOOR.bearer("grace"));

        assertTrue(reply.status() == 502 || reply.status() == 503, () -> reply.toString());
        assertEquals("application/problem+json", reply.header("content-type"));
    }

    @Test
    void g65InterimAnswersAreNotPassedOn() {
        UPSTREAM.answer(
                "HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n".repeat(50)
                        + "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok");

        String answer =
                DOOR.wire.all(
                        "GET /api/sample/x HTTP/1.1\r\nHost: a\r\nConnection: close\r\n"
                                + DOOR.bearer("grace")
                                + "\r\n\r\n");

        assertFalse(answer.contains(" 103 "), answer);
    }

    @Test
    void g65AnAnswerThatEndsTooEarlyIsNotWhole() {
        UPSTREAM.answer("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nab");

        String answer =
                DOOR.wire.all(
                        "GET /api/sample/x HTTP/1.1\r\nHost: a\r\nConnection: close\r\n"
                                + DOOR.bearer("grace")
                                + "\r\n\r\n");

        boolean cutOff = answer.startsWith("HTTP/1.1 200 ") && !answer.endsWith("0\r\n\r\n");
        assertTrue(cutOff || answer.startsWith("HTTP/1.1 50"), answer);
    }

    @Test
    void g65AResetAmidAnAnswerWithoutALengthIsNoEndOfIt() {
        UPSTREAM.answerThenReset("HTTP/1.1 200 OK\r\n\r\nhalf of it");

        String answer =
                DOOR.wire.until(
                        "GET /api/sample/x HTTP/1.1\r\nHost: a\r\nConnection: close\r\n"
                                + DOOR.bearer("grace")
                                + "\r\n\r\n",
                        5_000);

        assertFalse(answer.endsWith("0\r\n\r\n"), answer);
    }

    @Test
    void g65AConnectionThatLiedIsNotUsedAgain() {
        UPSTREAM.answer("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
        int before = UPSTREAM.connections();
        DOOR.wire.get("/api/sample/x", DOOR.bearer("grace"));
        DOOR.wire.get("/api/sample/x", DOOR.bearer("grace"));

        assertEquals(before + 2, UPSTREAM.connections());
    }
}
