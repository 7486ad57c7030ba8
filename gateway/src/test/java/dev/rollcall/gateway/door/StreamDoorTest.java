package dev.rollcall.gateway.door;

import static dev.rollcall.testing.Patience.BOUND;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.gateway.door.Wire.Reply;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Bodies that no memory could hold pass through, at the pace of the slower side. */
class StreamDoorTest {

    private static final long MEBIBYTE = 1 << 20;
    private static final long MOST = 200 * MEBIBYTE;

    private final StreamUpstream upstream = new StreamUpstream();
    private final Door door =
            new Door(
                    Map.of(
                            "rollcall.upstreams.sample.url", upstream.url(),
                            "rollcall.routes.big.path", "/api/big/**",
                            "rollcall.routes.big.methods", List.of("GET", "POST"),
                            "rollcall.routes.big.access", "session",
                            "rollcall.routes.big.upstream", "sample",
                            "rollcall.routes.big.max-body", MOST,
                            "rollcall.routes.big.timeout", "5m"));

    @AfterEach
    void close() {
        door.close();
        upstream.close();
    }

    @Test
    void aLargeUploadPasses() throws IOException {
        try (Socket socket = connect()) {
            write(socket, head("POST", "/api/big/x", "Content-Length: " + 100 * MEBIBYTE));
            send(socket.getOutputStream(), 100 * MEBIBYTE);

            assertEquals("HTTP/1.1 200", status(socket));
        }
        assertEquals(100 * MEBIBYTE, upstream.received.get());
        assertEquals(1, upstream.whole.get());
    }

    @Test
    void aLargeDownloadPasses() throws IOException {
        try (Socket socket = connect()) {
            write(socket, head("GET", "/api/big/" + 100 * MEBIBYTE, "Connection: close"));

            assertEquals("HTTP/1.1 200", status(socket));
            assertTrue(drained(socket.getInputStream()) >= 100 * MEBIBYTE);
        }
    }

    @Test
    void whatTheUpstreamDoesNotTakeIsNotReadFromTheClient() throws IOException {
        upstream.reading = new CountDownLatch(1);
        AtomicLong sent = new AtomicLong();
        try (Socket socket = connect()) {
            write(socket, head("POST", "/api/big/x", "Content-Length: " + 150 * MEBIBYTE));
            Thread.ofVirtual().start(() -> sendCounted(socket, 150 * MEBIBYTE, sent));

            await().atMost(BOUND)
                    .during(Duration.ofSeconds(2))
                    .until(sent::get, new Unchanged()::test);
            assertTrue(sent.get() < 64 * MEBIBYTE, () -> sent + " bytes were taken");

            upstream.reading.countDown();
            assertEquals("HTTP/1.1 200", status(socket));
        }
        assertEquals(150 * MEBIBYTE, upstream.received.get());
    }

    @Test
    void g70AnAnnouncedBodyOverTheRoutesLimitReachesNobody() {
        Reply reply = door.wire.raw(head("POST", "/api/big/x", "Content-Length: " + (MOST + 1)));

        assertEquals(413, reply.status());
        assertEquals(0, upstream.received.get());
    }

    @Test
    void g70ABodyThatGrowsOverTheLimitIsCutOffOnBothSides() throws IOException {
        try (Socket socket = connect()) {
            write(socket, head("POST", "/api/big/x", "Transfer-Encoding: chunked"));
            Thread.ofVirtual().start(() -> sendChunks(socket, MOST + 2 * MEBIBYTE));

            assertEquals("HTTP/1.1 413", status(socket));
        }
        await().atMost(BOUND).until(() -> upstream.cutOff.get() == 1);
        assertEquals(0, upstream.whole.get());
    }

    @Test
    void aClientThatGoesAwayEndsTheUpload() throws IOException {
        try (Socket socket = connect()) {
            write(socket, head("POST", "/api/big/x", "Content-Length: " + 100 * MEBIBYTE));
            send(socket.getOutputStream(), 10 * MEBIBYTE);
        }

        await().atMost(BOUND).until(() -> upstream.cutOff.get() == 1);
        assertEquals(0, upstream.whole.get());
    }

    @Test
    void aClientThatGoesAwayEndsTheDownload() throws IOException {
        try (Socket socket = connect()) {
            write(socket, head("GET", "/api/big/" + 2000 * MEBIBYTE, "X-A: b"));
            assertEquals("HTTP/1.1 200", status(socket));
        }

        await().atMost(BOUND).until(() -> upstream.unsent.get() == 1);
    }

    /** Whether a number is what it was when last looked at. */
    private static final class Unchanged {
        private long last = -1;

        boolean test(long now) {
            boolean same = now == last;
            last = now;
            return same;
        }
    }

    private String head(String method, String target, String header) {
        return method
                + ' '
                + target
                + " HTTP/1.1\r\nHost: a\r\n"
                + door.bearer("grace")
                + "\r\n"
                + header
                + "\r\n\r\n";
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), door.server.getPort());
        socket.setSoTimeout((int) BOUND.toMillis());
        return socket;
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
    }

    private static void send(OutputStream out, long bytes) throws IOException {
        byte[] buffer = new byte[1 << 16];
        for (long left = bytes; left > 0; left -= buffer.length) {
            out.write(buffer);
        }
    }

    private static void sendCounted(Socket socket, long bytes, AtomicLong sent) {
        byte[] buffer = new byte[1 << 16];
        try {
            while (sent.get() < bytes) {
                socket.getOutputStream().write(buffer);
                sent.addAndGet(buffer.length);
            }
        } catch (IOException gone) {
            // the test is over
        }
    }

    private static void sendChunks(Socket socket, long bytes) {
        byte[] chunk =
                ("10000\r\n" + "a".repeat(1 << 16) + "\r\n").getBytes(StandardCharsets.US_ASCII);
        try {
            for (long left = bytes; left > 0; left -= 1 << 16) {
                socket.getOutputStream().write(chunk);
            }
        } catch (IOException refused) {
            // what the test is about
        }
    }

    private static String status(Socket socket) throws IOException {
        return new String(socket.getInputStream().readNBytes(12), StandardCharsets.ISO_8859_1);
    }

    private static long drained(InputStream in) throws IOException {
        return in.transferTo(OutputStream.nullOutputStream());
    }
}
