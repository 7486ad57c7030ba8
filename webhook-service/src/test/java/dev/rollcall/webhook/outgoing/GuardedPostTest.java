package dev.rollcall.webhook.outgoing;

import static dev.rollcall.testing.Patience.BOUND;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** TW40 and TW41, against a server that does what it likes. */
final class GuardedPostTest {

    private final ServerSocket server = listen();
    private final AtomicInteger connections = new AtomicInteger();
    private final List<String> heads = new CopyOnWriteArrayList<>();
    private final GuardedPost post = new GuardedPost(BOUND, InetAddress::getAllByName);
    private final GuardedPost hasty =
            new GuardedPost(Duration.ofSeconds(2), InetAddress::getAllByName);

    @AfterEach
    void close() throws IOException {
        server.close();
        post.close();
        hasty.close();
    }

    @Test
    void oneRequestIsSentAndItsStatusRead() {
        answer(out -> write(out, "HTTP/1.1 204 No Content\r\n\r\n"));

        assertEquals(new PostOutcome.Answered(204, null), send(true));
        assertTrue(heads.getFirst().startsWith("POST /events?x=1 HTTP/1.1\r\n"), heads.getFirst());
        assertTrue(heads.getFirst().contains("X-Mine: yes\r\n"), heads.getFirst());
        assertTrue(heads.getFirst().contains("Content-Length: 2\r\n"), heads.getFirst());
    }

    @Test
    void theWaitThatIsAskedForIsRead() {
        answer(out -> write(out, "HTTP/1.1 429 Slow\r\nretry-AFTER: 7\r\n\r\n"));

        assertEquals(new PostOutcome.Answered(429, Duration.ofSeconds(7)), send(true));
    }

    @Test
    void interimAnswersArePassedOver() {
        answer(out -> write(out, "HTTP/1.1 103 Hints\r\nA: b\r\n\r\nHTTP/1.1 200 OK\r\n\r\n"));

        assertEquals(new PostOutcome.Answered(200, null), send(true));
    }

    @Test
    void aRedirectIsAnAnswerAndNotFollowed() {
        String location = "Location: http://127.0.0.1:" + server.getLocalPort() + "/other\r\n";
        answer(out -> write(out, "HTTP/1.1 307 There\r\n" + location + "\r\n"));

        assertEquals(new PostOutcome.Answered(307, null), send(true));
        assertEquals(1, connections.get());
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost", "2130706433", "[::ffff:127.0.0.1]"})
    void aPrivateAddressIsNotEvenConnectedTo(String host) {
        answer(out -> write(out, "HTTP/1.1 200 OK\r\n\r\n"));
        String plain = host.replace("[", "").replace("]", "");
        TargetUrl url = new TargetUrl(false, plain, server.getLocalPort(), "/", false);

        assertEquals(new PostOutcome.Forbidden(), post.send(url, Map.of(), new byte[0]));
        assertEquals(0, connections.get());
    }

    @ParameterizedTest
    @ValueSource(strings = {"SSH-2.0-x\r\n", "HTTP/2 200\r\n\r\n", "HTTP/1.1 20\r\n\r\n", "\r\n"})
    void whatIsNoHttpIsNoAnswer(String text) {
        answer(out -> write(out, text));

        assertEquals(new PostOutcome.Failed("no_http_answer"), send(true));
    }

    @Test
    void aHeadWithoutEndIsCutOff() {
        answer(
                out -> {
                    write(out, "HTTP/1.1 200 OK\r\n");
                    while (true) {
                        write(out, "X-More: " + "x".repeat(1000) + "\r\n");
                    }
                });

        assertEquals(new PostOutcome.Failed("no_http_answer"), send(true));
    }

    @Test
    void aBodyWithoutEndIsNotRead() {
        answer(
                out -> {
                    write(out, "HTTP/1.1 200 OK\r\nContent-Length: 1073741824\r\n\r\n");
                    while (true) {
                        write(out, "x".repeat(65_536));
                    }
                });

        assertEquals(new PostOutcome.Answered(200, null), send(true));
    }

    @Test
    void anAnswerThatTricklesEndsInTime() {
        answer(
                out -> {
                    while (true) {
                        write(out, "H");
                        waitBriefly();
                    }
                });

        assertEquals(new PostOutcome.Failed("timeout"), send(hasty, true));
    }

    @Test
    void aNameThatNobodyAnswersForEndsInTime() {
        CountDownLatch never = new CountDownLatch(1);
        GuardedPost asking =
                new GuardedPost(
                        Duration.ofMillis(200),
                        host -> {
                            await(never);
                            throw new UnknownHostException(host);
                        });
        TargetUrl url = TargetUrl.parse("URL", "https://crm.example.com/events", false);

        for (int call = 0; call < 20; call++) {
            assertEquals(
                    new PostOutcome.Failed("timeout"), asking.send(url, Map.of(), new byte[0]));
        }
        never.countDown();
        asking.close();
    }

    @Test
    void anAddressIsNotLookedUp() {
        GuardedPost asking =
                new GuardedPost(
                        BOUND,
                        host -> {
                            throw new UnknownHostException(host);
                        });

        for (String address : List.of("169.254.169.254", "[fe80::1]", "[::ffff:169.254.169.254]")) {
            TargetUrl url = TargetUrl.parse("URL", "https://" + address + "/events", false);
            assertEquals(
                    new PostOutcome.Forbidden(), asking.send(url, Map.of(), new byte[0]), address);
        }
        asking.close();
    }

    @Test
    void aNameThatDoesNotExistIsUnknown() {
        GuardedPost asking =
                new GuardedPost(
                        BOUND,
                        host -> {
                            throw new UnknownHostException(host);
                        });
        TargetUrl url = TargetUrl.parse("URL", "https://crm.example.com/events", false);

        assertEquals(
                new PostOutcome.Failed("unknown_host"), asking.send(url, Map.of(), new byte[0]));
        asking.close();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void whoClosesAtOnceIsUnreachableOrNoHttp() {
        answer(OutputStream::close);

        assertTrue(send(true) instanceof PostOutcome.Failed);
    }

    @Test
    void whoDoesNotSpeakTlsIsNotTrusted() {
        answer(out -> write(out, "HTTP/1.1 200 OK\r\n\r\n"));
        TargetUrl url = new TargetUrl(true, "127.0.0.1", server.getLocalPort(), "/", true);

        // the other side still waits for the end of what it takes for a head
        assertTrue(hasty.send(url, Map.of(), new byte[0]) instanceof PostOutcome.Failed);
    }

    private PostOutcome send(boolean allowPrivate) {
        return send(post, allowPrivate);
    }

    private PostOutcome send(GuardedPost by, boolean allowPrivate) {
        TargetUrl url =
                new TargetUrl(
                        false, "127.0.0.1", server.getLocalPort(), "/events?x=1", allowPrivate);
        return by.send(url, Map.of("X-Mine", "yes"), new byte[] {'{', '}'});
    }

    /** What a server does with a connection once it has read a request's head. */
    private interface Behaviour {
        void on(OutputStream out) throws IOException;
    }

    private void answer(Behaviour behaviour) {
        Thread.ofVirtual()
                .start(
                        () -> {
                            while (!server.isClosed()) {
                                serve(behaviour);
                            }
                        });
    }

    private void serve(Behaviour behaviour) {
        try (Socket socket = server.accept()) {
            connections.incrementAndGet();
            StringBuilder head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0 && head.length() < 2000) {
                head.append((char) socket.getInputStream().read());
            }
            heads.add(head.toString());
            behaviour.on(socket.getOutputStream());
        } catch (IOException gone) {
            // The other side has had enough.
        }
    }

    private static void waitBriefly() {
        try {
            Thread.currentThread().join(Duration.ofMillis(100));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    private static ServerSocket listen() {
        try {
            return new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException failed) {
            throw new AssertionError(failed);
        }
    }
}
