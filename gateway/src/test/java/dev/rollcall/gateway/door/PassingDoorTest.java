package dev.rollcall.gateway.door;

import static dev.rollcall.testing.Patience.BOUND;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.gateway.door.Wire.Reply;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How requests and answers are framed on their way, and whose answer goes to whom. */
class PassingDoorTest {

    private static final TalkingUpstream UPSTREAM =
            new TalkingUpstream((_, _) -> TalkingUpstream.ok("fine"));
    private static final Door DOOR =
            new Door(
                    settings(
                            "rollcall.upstreams.sample.url",
                            UPSTREAM.url(),
                            "rollcall.upstreams.webhook.url",
                            UPSTREAM.url(),
                            "rollcall.routes.big.path",
                            "/api/big/**",
                            "rollcall.routes.big.methods",
                            List.of("GET", "HEAD", "POST"),
                            "rollcall.routes.big.access",
                            "session",
                            "rollcall.routes.big.upstream",
                            "sample",
                            "rollcall.routes.big.max-body",
                            1L << 30,
                            "rollcall.routes.kept.path",
                            "/api/kept/**",
                            "rollcall.routes.kept.methods",
                            List.of("POST"),
                            "rollcall.routes.kept.access",
                            "role:admin",
                            "rollcall.routes.kept.upstream",
                            "sample",
                            "rollcall.routes.kept.max-body",
                            1L << 30));

    @AfterAll
    static void close() {
        DOOR.close();
        UPSTREAM.close();
    }

    @BeforeEach
    void forget() {
        UPSTREAM.say((_, _) -> TalkingUpstream.ok("fine"));
        UPSTREAM.heads.clear();
    }

    @Test
    void answersKeepTheOrderOfTheirRequestsWhoeverAnswers() {
        UPSTREAM.say((head, _) -> TalkingUpstream.ok(head.substring(0, head.indexOf(" HTTP"))));

        String answers =
                DOOR.wire.all(
                        request("GET", "/api/sample/one", "HTTP/1.1", "")
                                + request("GET", "/nowhere", "HTTP/1.1", "")
                                + request("GET", "/api/sample/two", "HTTP/1.1", "")
                                + request("GET", "/api/auth/profile", "HTTP/1.1", "")
                                + "POST /api/webhooks/clerk HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\n{}"
                                + request(
                                        "GET",
                                        "/api/sample/last",
                                        "HTTP/1.1",
                                        "Connection: close\r\n"));

        List<Integer> places =
                List.of(
                        answers.indexOf("GET /api/sample/one"),
                        answers.indexOf("\"code\":\"not_found\""),
                        answers.indexOf("GET /api/sample/two"),
                        answers.indexOf("grace@example.com"),
                        answers.indexOf("POST /api/webhooks/clerk"),
                        answers.indexOf("GET /api/sample/last"));
        assertEquals(places.stream().sorted().toList(), places, answers);
        assertTrue(places.getFirst() > 0, answers);
        assertEquals(6, answers.split("HTTP/1[.]1 ", -1).length - 1, answers);
    }

    @Test
    void anAnswerToHeadHasALengthAndNoBody() {
        UPSTREAM.say((_, _) -> "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n");

        String answers =
                DOOR.wire.all(
                        request("HEAD", "/api/big/x", "HTTP/1.1", "")
                                + request(
                                        "HEAD", "/api/big/x", "HTTP/1.1", "Connection: close\r\n"));

        assertEquals(2, answers.split("(?i)content-length: 9", -1).length - 1, answers);
        assertTrue(answers.endsWith("\r\n\r\n"), answers);
    }

    @ParameterizedTest
    @CsvSource({"204 No Content", "304 Not Modified"})
    void anAnswerWithoutABodyLeavesTheConnectionInUse(String status) {
        UPSTREAM.say((_, _) -> "HTTP/1.1 " + status + "\r\nETag: \"1\"\r\n\r\n");

        String answers =
                DOOR.wire.all(
                        request("GET", "/api/sample/x", "HTTP/1.1", "")
                                + request(
                                        "GET",
                                        "/api/sample/x",
                                        "HTTP/1.1",
                                        "Connection: close\r\n"));

        assertEquals(
                2, answers.split("HTTP/1.1 " + status.substring(0, 3), -1).length - 1, answers);
        assertFalse(answers.contains("transfer-encoding"), answers);
    }

    @Test
    void anOldClientGetsNoChunks() {
        UPSTREAM.say(
                (_, _) ->
                        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nfine\r\n0\r\nX-T: a\r\n\r\n");

        String answer = DOOR.wire.all(request("GET", "/api/sample/x", "HTTP/1.0", ""));

        assertTrue(answer.endsWith("\r\n\r\nfine"), answer);
        assertFalse(answer.contains("chunked"), answer);
        assertFalse(answer.contains("X-T"), answer);
    }

    @Test
    void anAnswerThatEndsWithItsConnectionIsWhole() {
        try (RawUpstream hangsUp = new RawUpstream();
                Door door = new Door(Map.of("rollcall.upstreams.sample.url", hangsUp.url()))) {
            hangsUp.answer("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nfine");

            Reply reply = door.wire.get("/api/sample/x", door.bearer("grace"));

            assertEquals(200, reply.status());
            assertTrue(reply.body().contains("fine"), reply::toString);
        }
    }

    @Test
    void aSafeRequestIsSentAgainWhereAnIdleConnectionWasClosedMeanwhile() {
        UPSTREAM.say((_, number) -> number == 1 ? TalkingUpstream.ok("fine") : "");
        int before = UPSTREAM.connections.get();

        String answers =
                DOOR.wire.all(
                        request("GET", "/api/sample/x", "HTTP/1.1", "")
                                + request(
                                        "GET",
                                        "/api/sample/y",
                                        "HTTP/1.1",
                                        "Connection: close\r\n"));

        assertEquals(2, answers.split("fine", -1).length - 1, answers);
        assertTrue(UPSTREAM.connections.get() > before, answers);
    }

    @Test
    void aRequestWithAnEffectIsNeverSentTwice() {
        UPSTREAM.say((head, number) -> head.contains("POST /") ? "" : TalkingUpstream.ok("fine"));

        String answers =
                DOOR.wire.all(
                        request("GET", "/api/sample/x", "HTTP/1.1", "")
                                + "POST /api/webhooks/clerk HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");

        assertTrue(answers.contains("HTTP/1.1 503 "), answers);
        assertEquals(1, UPSTREAM.heads.stream().filter(head -> head.contains("POST /")).count());
    }

    @Test
    void whatAnUpstreamSaysUnaskedMeetsNobodysRequest() {
        UPSTREAM.say(
                (head, _) ->
                        head.contains("/poison ")
                                ? TalkingUpstream.ok("fine") + TalkingUpstream.ok("poison")
                                : TalkingUpstream.ok("fine"));

        String answers =
                DOOR.wire.all(
                        request("GET", "/api/sample/poison", "HTTP/1.1", "")
                                + request(
                                        "GET",
                                        "/api/sample/victim",
                                        "HTTP/1.1",
                                        "Connection: close\r\n"));

        assertEquals(2, answers.split("fine", -1).length - 1, answers);
        assertFalse(answers.contains("poison"), answers);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nX: ",
                "HTTP/1.1 200 OK\r\nX: y\r\n",
                "tail",
                "\r\n",
            })
    void halfOfWhatItSaysUnaskedMeetsNobodysRequestEither(String tail) {
        UPSTREAM.say(
                (head, _) -> TalkingUpstream.ok("fine") + (head.contains("/poison ") ? tail : ""));

        String answers =
                DOOR.wire.all(
                        request("GET", "/api/sample/poison", "HTTP/1.1", "")
                                + request(
                                        "GET",
                                        "/api/sample/victim",
                                        "HTTP/1.1",
                                        "Connection: close\r\n"));

        assertEquals(2, answers.split("fine", -1).length - 1, answers);
        assertFalse(answers.contains("text/html"), answers);
    }

    @Test
    void whatComesBehindTheLastRequestIsNotServed() {
        String answers =
                DOOR.wire.all(
                        request("GET", "/api/sample/last", "HTTP/1.1", "Connection: close\r\n")
                                + "POST /api/webhooks/clerk HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n");

        assertEquals(1, answers.split("HTTP/1[.]1 ", -1).length - 1, answers);
        assertEquals(1, UPSTREAM.heads.size(), UPSTREAM.heads::toString);
    }

    @Test
    void aBodyThatWaitedForTheDecisionGoesOverAnIdleConnectionAtOnce() {
        String upload = upload("");

        String answers =
                DOOR.wire.all(
                        upload
                                + "hello"
                                + upload
                                + "again"
                                + upload("Connection: close\r\n")
                                + "third");

        assertEquals(3, answers.split("fine", -1).length - 1, answers);
        assertTrue(UPSTREAM.heads.getLast().endsWith("third"), UPSTREAM.heads::toString);
    }

    private static String upload(String headers) {
        return request("POST", "/api/kept/x", "HTTP/1.1", "Content-Length: 5\r\n" + headers)
                .replace(DOOR.bearer("grace"), DOOR.bearer("admin"));
    }

    @Test
    void anInterimAnswerDoesNotShiftTheAnswersThatFollow() throws IOException {
        UPSTREAM.say(
                (head, _) ->
                        head.startsWith("HEAD")
                                ? "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n"
                                : TalkingUpstream.ok("fine"));
        try (Socket socket = connect()) {
            write(
                    socket,
                    "POST /api/webhooks/clerk HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n");
            String interim = read(socket, "HTTP/1.1 100 Continue\r\n\r\n".length());
            write(
                    socket,
                    "{}"
                            + request("HEAD", "/api/big/x", "HTTP/1.1", "")
                            + request("GET", "/api/sample/x", "HTTP/1.1", "Connection: close\r\n"));

            String answers =
                    new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);

            assertEquals("HTTP/1.1 100 Continue\r\n\r\n", interim);
            assertTrue(answers.indexOf("fineHTTP/1.1 200 ") > 0, answers);
            assertTrue(answers.endsWith("\r\n\r\nfine"), answers);
        }
    }

    @Test
    void anAnswerBeforeTheEndOfTheUploadEndsTheConnection() throws IOException {
        UPSTREAM.say((_, _) -> "HTTP/1.1 409 Conflict\r\nContent-Length: 4\r\n\r\nstop");
        try (Socket socket = connect()) {
            write(
                    socket,
                    request("POST", "/api/big/x", "HTTP/1.1", "Content-Length: 999999999\r\n"));
            write(socket, "a");

            String answer =
                    new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);

            assertTrue(answer.startsWith("HTTP/1.1 409 "), answer);
            assertTrue(answer.contains("connection: close"), answer);
            assertTrue(answer.endsWith("\r\n\r\nstop"), answer);
        }
    }

    @Test
    void whoAsksBeforeSendingTheBodyIsToldToGoOn() throws IOException {
        try (Socket socket = connect()) {
            write(
                    socket,
                    "POST /api/webhooks/clerk HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nConnection: close\r\nContent-Length: 2\r\n\r\n");
            String interim =
                    new String(
                            socket.getInputStream().readNBytes("HTTP/1.1 100".length()),
                            StandardCharsets.ISO_8859_1);
            write(socket, "{}");

            String answer =
                    new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);

            assertEquals("HTTP/1.1 100", interim);
            assertTrue(answer.contains("HTTP/1.1 200 "), answer);
            assertFalse(UPSTREAM.heads.getFirst().contains("xpect"), answer);
        }
    }

    private static String request(String method, String path, String version, String headers) {
        return method
                + ' '
                + path
                + ' '
                + version
                + "\r\nHost: a\r\n"
                + DOOR.bearer("grace")
                + "\r\n"
                + headers
                + "\r\n";
    }

    private static Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), DOOR.server.getPort());
        socket.setSoTimeout((int) BOUND.toMillis());
        return socket;
    }

    private static Map<String, Object> settings(Object... namesAndValues) {
        Map<String, Object> settings = new HashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            settings.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return settings;
    }

    private static String read(Socket socket, int bytes) throws IOException {
        return new String(socket.getInputStream().readNBytes(bytes), StandardCharsets.ISO_8859_1);
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
    }
}
