package dev.rollcall.gateway.door;

import static dev.rollcall.testing.Patience.BOUND;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** A body that takes long: the other direction rests meanwhile, and nobody takes that for idle. */
class LongTransferDoorTest {

    private static final int PARTS = 10;
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(300);
    private static final int PART = 1 << 20;

    private static final StreamUpstream UPSTREAM = new StreamUpstream();
    private static final Door DOOR =
            new Door(
                    Map.of(
                            "micronaut.server.read-idle-timeout", "1s",
                            "micronaut.server.write-idle-timeout", "1s",
                            "rollcall.upstreams.sample.url", UPSTREAM.url(),
                            "rollcall.routes.big.path", "/api/big/**",
                            "rollcall.routes.big.methods", List.of("GET", "POST"),
                            "rollcall.routes.big.access", "session",
                            "rollcall.routes.big.upstream", "sample",
                            "rollcall.routes.big.max-body", 64L << 20,
                            "rollcall.routes.big.timeout", "5m"));

    @AfterAll
    static void close() {
        DOOR.close();
        UPSTREAM.close();
    }

    @Test
    void anUploadGoesOnThoughNothingIsAnsweredYet() throws IOException {
        try (Socket socket = open("POST /api/big/x", "Content-Length: " + PARTS)) {
            for (int n = 0; n < PARTS; n++) {
                pause();
                write(socket, "a");
            }

            assertEquals("HTTP/1.1 200", status(socket));
        }
    }

    @Test
    void aDownloadGoesOnThoughNothingIsAskedMeanwhile() throws IOException {
        long length = (long) PARTS * PART;
        try (Socket socket = open("GET /api/big/" + length, "Connection: close")) {
            assertEquals("HTTP/1.1 200", status(socket));

            long read = 0;
            InputStream in = socket.getInputStream();
            for (int n = 0; n < PARTS; n++) {
                pause();
                read += in.readNBytes(PART).length;
            }

            assertEquals(length, read);
        }
    }

    private static Socket open(String line, String header) throws IOException {
        Socket socket = DOOR.wire.open();
        socket.setSoTimeout((int) BOUND.toMillis());
        String bearer = DOOR.bearer("grace");
        write(socket, line + " HTTP/1.1\r\nHost: a\r\n" + bearer + "\r\n" + header + "\r\n\r\n");
        return socket;
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
    }

    private static String status(Socket socket) throws IOException {
        return new String(socket.getInputStream().readNBytes(12), StandardCharsets.ISO_8859_1);
    }

    private static void pause() {
        long end = System.nanoTime() + PAUSE_NANOS;
        await().atMost(BOUND).until(() -> System.nanoTime() > end);
    }
}
