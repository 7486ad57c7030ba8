package dev.rollcall.gateway.door;

import static dev.rollcall.testing.Patience.BOUND;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Clients that keep a connection and send little, or nothing, or go away. */
class SlowDoorTest {

    private static final Door DOOR =
            new Door(
                    Map.of(
                            "rollcall.origin.header-timeout", "700ms",
                            "micronaut.server.idle-timeout", "3s"));

    @AfterAll
    static void close() {
        DOOR.close();
    }

    @Test
    void g67AHeadThatTricklesEndsInTime() throws IOException {
        try (Socket socket = connect()) {
            assertTimedOut(trickle(socket));
        }
    }

    @Test
    void g67SoDoesTheHeadOfALaterRequest() throws IOException {
        try (Socket socket = connect()) {
            write(socket, "GET /login HTTP/1.1\r\nHost: a\r\n\r\n");
            assertEquals('H', socket.getInputStream().read());

            String answers = trickle(socket);

            assertTimedOut(answers.substring(answers.indexOf("HTTP/1.1 408")));
        }
    }

    @Test
    void g67ABodyThatDoesNotComeEndsWithTheConnection() throws IOException {
        try (Socket socket = connect()) {
            write(
                    socket,
                    "POST /api/webhooks/clerk HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\na");

            assertTimedOut(rest(socket));
            assertEquals(0, DOOR.webhook.received().size());
        }
    }

    @Test
    void g67AConnectionOnWhichNothingBeginsIsClosedSilently() throws IOException {
        try (Socket silent = connect();
                Socket kept = connect()) {
            write(kept, "GET /nope HTTP/1.1\r\nHost: a\r\n\r\n");

            assertEquals("", rest(silent));
            String answers = rest(kept);
            assertTrue(answers.startsWith("HTTP/1.1 404 "), answers);
            assertFalse(answers.contains("HTTP/1.1 408"), answers);
        }
    }

    @Test
    void g67AConnectionThatAsksInTimeStaysOpenLonger() throws Exception {
        try (Door patient =
                        new Door(
                                Map.of(
                                        "rollcall.origin.header-timeout", "700ms",
                                        "micronaut.server.idle-timeout", "4m"));
                Socket socket = patient.wire.open()) {
            for (int n = 0; n < 3; n++) {
                write(socket, "GET /nope HTTP/1.1\r\nHost: a\r\n\r\n");
                byte[] head = socket.getInputStream().readNBytes(12);
                assertEquals("HTTP/1.1 404", new String(head, StandardCharsets.ISO_8859_1));
                long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(900);
                await().atMost(BOUND).until(() -> System.nanoTime() > end);
                socket.getInputStream().readNBytes(socket.getInputStream().available());
            }
        }
    }

    private static void assertTimedOut(String answer) {
        assertTrue(answer.startsWith("HTTP/1.1 408 "), answer);
        assertTrue(answer.contains("\r\nconnection: close\r\n"), answer);
        assertTrue(answer.contains("\"code\":\"request_timeout\""), answer);
    }

    /** What is heard until the other side closes, while a head comes letter by letter. */
    private static String trickle(Socket socket) throws IOException {
        socket.setSoTimeout(100);
        ByteArrayOutputStream heard = new ByteArrayOutputStream();
        for (char next : ("GET /login HTTP/1.1\r\nX: " + "a".repeat(200)).toCharArray()) {
            write(socket, String.valueOf(next));
            try {
                socket.getInputStream().transferTo(heard);
                break;
            } catch (SocketTimeoutException stillOpen) {
                // the next letter
            }
        }
        return heard.toString(StandardCharsets.ISO_8859_1);
    }

    private static String rest(Socket socket) throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }

    private static Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), DOOR.server.getPort());
        socket.setSoTimeout((int) BOUND.toMillis());
        return socket;
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
    }
}
