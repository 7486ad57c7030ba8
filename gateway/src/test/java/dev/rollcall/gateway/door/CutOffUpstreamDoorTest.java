package dev.rollcall.gateway.door;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** An upstream that hangs up in the middle: half an answer is not passed on as a whole one. */
class CutOffUpstreamDoorTest {

    private static final RawUpstream UPSTREAM = new RawUpstream();
    private static final Door DOOR =
            new Door(Map.of("rollcall.upstreams.sample.url", UPSTREAM.url()));

    @AfterAll
    static void close() {
        DOOR.close();
        UPSTREAM.close();
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
}
