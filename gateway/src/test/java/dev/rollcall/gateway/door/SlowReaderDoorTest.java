package dev.rollcall.gateway.door;

import static dev.rollcall.testing.Patience.BOUND;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A client that asks for much and takes little. */
class SlowReaderDoorTest {

    private static final long SIZE = 1L << 30;

    @Test
    void g67AnAnswerThatNobodyReadsEndsWithBothConnections() throws IOException {
        try (StreamUpstream upstream = new StreamUpstream();
                Door door =
                        new Door(
                                Map.of(
                                        "rollcall.upstreams.sample.url",
                                        upstream.url(),
                                        "micronaut.server.idle-timeout",
                                        "1s"));
                Socket socket = door.wire.open()) {
            socket.setSoTimeout((int) BOUND.toMillis());
            write(socket, "/api/sample/" + SIZE, door.bearer("grace"));
            assertEquals("HTTP/1.1 200", head(socket));

            try (Socket other = door.wire.open()) {
                other.setSoTimeout((int) BOUND.toMillis());
                write(other, "/api/sample/" + 1, door.bearer("ada"));
                assertEquals("HTTP/1.1 200", head(other));
            }
            await().atMost(BOUND).until(() -> upstream.unsent.get() == 1);
            long taken = socket.getInputStream().transferTo(OutputStream.nullOutputStream());

            assertTrue(taken < SIZE / 4, () -> taken + " bytes were buffered");
        }
    }

    private static void write(Socket socket, String target, String bearer) throws IOException {
        socket.getOutputStream()
                .write(
                        "GET %s HTTP/1.1\r\nHost: a\r\n%s\r\n\r\n"
                                .formatted(target, bearer)
                                .getBytes(StandardCharsets.US_ASCII));
    }

    private static String head(Socket socket) throws IOException {
        return new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
    }
}
