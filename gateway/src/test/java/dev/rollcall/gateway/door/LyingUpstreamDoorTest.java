package dev.rollcall.gateway.door;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * An upstream that breaks HTTP and never hangs up: what it says is not passed on as if it were an
 * answer, and its connection serves nobody any more. Requests share one connection of the client,
 * for only they would share one to the upstream.
 */
class LyingUpstreamDoorTest {

    private static final String INTERIM = "HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n";

    /** The last answer of each test, behind which no idle connection is left. */
    private static final String LAST =
            "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 4\r\n\r\nfine";

    private static final TalkingUpstream UPSTREAM = new TalkingUpstream((_, _) -> LAST);
    private static final Door DOOR =
            new Door(Map.of("rollcall.upstreams.sample.url", UPSTREAM.url()));

    @AfterAll
    static void close() {
        DOOR.close();
        UPSTREAM.close();
    }

    @BeforeEach
    void forget() {
        UPSTREAM.heads.clear();
        UPSTREAM.connections.set(0);
    }

    @Test
    void honestAnswersShareAConnection() {
        String answers = afterwards(TalkingUpstream.ok("true"));

        assertTrue(answers.startsWith("HTTP/1.1 200 "), answers);
        assertServedOver(1, answers);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n",
                "HTTP/1.1 101 Switching Protocols\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\nab",
                "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\nab",
                "HTTP/1.1 200 OK\r\nContent-Length: 2, 3\r\n\r\nab",
                "HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\nab",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: x\r\n\r\nab",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
                "nonsense\r\n\r\n",
                "HTTP/1.1 abc OK\r\n\r\n",
                "HTTP/1.1 200 OK\r\nbroken\u0000: x\r\n\r\n",
                "HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n",
            })
    void g65ABrokenAnswerIsNone(String bytes) {
        assertFailedAndDropped(afterwards(bytes));
    }

    @ParameterizedTest
    @ValueSource(ints = {101, 102, 2000})
    void g65AStormOfInterimAnswersIsNoAnswer(int interims) {
        assertFailedAndDropped(
                afterwards(INTERIM.repeat(interims) + TalkingUpstream.ok("at last")));
    }

    @Test
    void g65AHundredInterimAnswersAreNotPassedOn() {
        String answers = afterwards(INTERIM.repeat(100) + TalkingUpstream.ok("at last"));

        assertTrue(answers.startsWith("HTTP/1.1 200 "), answers);
        assertTrue(answers.contains("at last"), answers);
        assertFalse(answers.contains(" 103 "), answers);
        assertServedOver(1, answers);
    }

    /** What is too much of an answer is not the beginning of the next one. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nokHTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\npoison",
                "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok?",
                "HTTP/1.1 204 No Content\r\n\r\npoison",
                "HTTP/1.1 304 Not Modified\r\nContent-Length: 6\r\n\r\npoison",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\npoison",
            })
    void g65AConnectionThatLiedIsNotUsedAgain(String bytes) {
        String answers = afterwards(bytes);

        assertFalse(answers.contains("poison"), answers);
        assertServedOver(2, answers);
    }

    /** The answers to a request of which the upstream says this, and to the next. */
    private static String afterwards(String bytes) {
        UPSTREAM.say((head, _) -> head.contains("/lie ") ? bytes : LAST);
        return DOOR.wire.all(
                "GET /api/sample/lie HTTP/1.1\r\nHost: a\r\n%1$s\r\n\r\nGET /api/sample/x HTTP/1.1\r\nHost: a\r\nConnection: close\r\n%1$s\r\n\r\n"
                        .formatted(DOOR.bearer("grace")));
    }

    private static void assertFailedAndDropped(String answers) {
        assertTrue(answers.startsWith("HTTP/1.1 502 "), answers);
        assertTrue(answers.contains("\"code\":\"upstream_failed\""), answers);
        assertServedOver(2, answers);
    }

    private static void assertServedOver(int connections, String answers) {
        assertTrue(answers.endsWith("\r\n\r\nfine"), answers);
        assertEquals(2, answers.split("HTTP/1\\.1 ", -1).length - 1, answers);
        assertEquals(2, UPSTREAM.heads.size(), UPSTREAM.heads::toString);
        assertEquals(connections, UPSTREAM.connections.get(), answers);
    }
}
