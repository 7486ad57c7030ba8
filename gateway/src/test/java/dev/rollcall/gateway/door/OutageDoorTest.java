package dev.rollcall.gateway.door;

import static dev.rollcall.testing.Patience.BOUND;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.gateway.door.RecordingService.Answer;
import dev.rollcall.gateway.door.RecordingService.Received;
import dev.rollcall.gateway.door.Wire.Reply;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Dependencies that are away: 503 with Retry-After, never 500, and the rest goes on. */
class OutageDoorTest {

    @Test
    void aDeadUpstreamIsUnavailable() {
        try (Door door = new Door(Map.of())) {
            door.sample.close();
            assertUnavailable(door.wire.get("/api/sample/x", door.bearer("grace")));

            door.webhook.close();
            assertUnavailable(door.wire.send("POST", "/api/webhooks/clerk", "{}"));
        }
    }

    @Test
    void aDeadIdentityServiceIsUnavailable() {
        try (Door door = new Door(Map.of())) {
            awaitReady(door); // the feed's start forgets what was remembered before it
            assertEquals(200, door.wire.get("/api/auth/profile", door.bearer("grace")).status());
            door.identity.close();

            assertUnavailable(door.wire.get("/api/auth/profile", door.bearer("ada")));
            assertUnavailable(
                    door.wire.send("POST", "/api/auth/sync-user", "", door.bearer("grace")));
            assertEquals(200, door.wire.get("/api/auth/profile", door.bearer("grace")).status());
            assertEquals(200, door.wire.get("/").status());
        }
    }

    @Test
    void whoWaitsForIdentityServiceHoldsUpNobodyElse() throws Exception {
        int crowd = 4 * Runtime.getRuntime().availableProcessors();
        try (Door door = new Door(Map.of());
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            awaitReady(door);
            assertEquals(200, door.wire.get("/api/sample/x", door.bearer("grace")).status());
            door.forget();
            CountDownLatch slow = new CountDownLatch(1);
            door.identity.behave(request -> afterwards(slow, Door::identity, request));

            List<Future<Reply>> waiting =
                    IntStream.range(0, crowd)
                            .mapToObj(n -> door.bearer("slow" + n))
                            .map(b -> threads.submit(() -> door.wire.get("/api/sample/x", b)))
                            .toList();
            await().atMost(BOUND).until(() -> door.identity.received().size() >= crowd);

            assertEquals(200, door.wire.get("/api/sample/x", door.bearer("grace")).status());
            assertEquals(200, door.wire.get("/").status());
            slow.countDown();
            for (Future<Reply> each : waiting) {
                assertEquals(200, each.get().status());
            }
        }
    }

    @Test
    void soManyWaitForIdentityServiceAndTheRestHearAtOnce() throws Exception {
        int most = 4;
        Map<String, Object> settings =
                Map.of(
                        "rollcall.limits.in-flight",
                        most,
                        "micronaut.http.services.identity.read-timeout",
                        "4m");
        try (Door door = new Door(settings);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            awaitReady(door);
            CountDownLatch slow = new CountDownLatch(1);
            door.identity.behave(request -> afterwards(slow, Door::identity, request));
            List<Future<Reply>> waiting =
                    IntStream.range(0, most)
                            .mapToObj(n -> door.bearer("slow" + n))
                            .map(b -> threads.submit(() -> door.wire.get("/api/sample/x", b)))
                            .toList();
            await().atMost(BOUND).until(() -> resolves(door) == most);

            assertUnavailable(door.wire.get("/api/sample/x", door.bearer("grace")));
            slow.countDown();
            for (Future<Reply> each : waiting) {
                assertEquals(200, each.get().status());
            }
            assertEquals(200, door.wire.get("/api/sample/x", door.bearer("grace")).status());
        }
    }

    @Test
    void whoGoesAwayBeforeTheAnswerLeavesNoConnectionBehind() throws IOException {
        int connections = 2;
        String large = "a".repeat(4 << 20);
        CountDownLatch slow = new CountDownLatch(1);
        try (Door door = new Door(Map.of("rollcall.limits.in-flight", connections))) {
            awaitReady(door);
            door.sample.behave(request -> afterwards(slow, _ -> Answer.json(200, large), request));
            for (int n = 1; n <= connections; n++) {
                int asked = n;
                try (Socket gone =
                        new Socket(InetAddress.getLoopbackAddress(), door.server.getPort())) {
                    String request =
                            "GET /api/sample/x HTTP/1.1\r\nHost: a\r\n%s\r\n\r\n"
                                    .formatted(door.bearer("grace"));
                    gone.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
                    await().atMost(BOUND).until(() -> door.sample.received().size() == asked);
                }
            }

            slow.countDown();

            Reply reply = door.wire.get("/api/sample/x", door.bearer("grace"));
            assertEquals(200, reply.status());
            assertTrue(reply.body().contains(large.substring(0, 1000)));
        }
    }

    @Test
    void anAnswerThatComesTooLateLeavesNoConnectionBehind() {
        int connections = 2;
        String large = "a".repeat(4 << 20);
        CountDownLatch slow = new CountDownLatch(1);
        try (Door door =
                new Door(
                        Map.of(
                                "rollcall.routes.sample.timeout",
                                "1s",
                                "rollcall.limits.in-flight",
                                connections))) {
            awaitReady(door);
            door.sample.behave(request -> afterwards(slow, _ -> Answer.json(200, large), request));
            for (int n = 0; n < connections; n++) {
                assertUnavailable(door.wire.get("/api/sample/x", door.bearer("grace")));
            }

            slow.countDown();

            await().atMost(BOUND)
                    .until(
                            () ->
                                    door.wire.get("/api/sample/x", door.bearer("grace")).status()
                                            == 200);
        }
    }

    private static Answer afterwards(
            CountDownLatch slow, Function<Received, Answer> behaviour, Received request) {
        try {
            slow.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        return behaviour.apply(request);
    }

    @Test
    void withoutTokenKeysNobodyIsTurnedAwayForGood() {
        Map<String, Object> nowhere =
                Map.of("rollcall.clerk.jwks-url", "http://127.0.0.1:" + closedPort() + "/jwks");
        try (Door door = new Door(nowhere)) {
            assertUnavailable(door.wire.get("/api/auth/profile", door.bearer("grace")));
            assertEquals(401, door.wire.get("/api/auth/profile").status());
            assertEquals(503, door.wire.get("/api/auth/health").status());
            assertEquals(
                    0,
                    door.identity.received().stream()
                            .filter(request -> request.target().equals("/internal/resolve"))
                            .count());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'',503",
        "'SSH-2.0-OpenSSH\r\n',502",
        "'HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n',502",
    })
    void anUpstreamThatTalksNonsenseIsNotPassedOn(String answer, int status) throws IOException {
        try (ServerSocket nonsense = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> answerAll(nonsense, answer));
            String url = "http://127.0.0.1:" + nonsense.getLocalPort();
            try (Door door = new Door(Map.of("rollcall.upstreams.sample.url", url))) {
                Reply reply = door.wire.get("/api/sample/x", door.bearer("grace"));

                assertEquals(status, reply.status(), reply::body);
            }
        }
    }

    @Test
    void healthTellsAnAdminWhatIsWrong() {
        try (Door door = new Door(Map.of())) {
            awaitReady(door);
            door.webhook.behave(_ -> Answer.json(200, "{\"up\":false,\"parts\":{},\"facts\":{}}"));

            Reply anonymous = door.wire.get("/api/auth/health");
            Reply member = door.wire.get("/api/auth/health", door.bearer("grace"));
            Reply forged = door.wire.get("/api/auth/health", "Authorization: Bearer x");
            Reply admin = door.wire.get("/api/auth/health", door.bearer("admin"));

            assertEquals("{\"status\":\"up\"}", anonymous.body());
            assertEquals("{\"status\":\"up\"}", member.body());
            assertEquals("{\"status\":\"up\"}", forged.body());
            assertTrue(admin.body().contains("\"webhooks\":\"down\""), admin::body);
            assertTrue(admin.body().contains("\"database\":\"up\""), admin::body);
            assertTrue(admin.body().contains("\"lastSyncFailureAt\":\"2026"), admin::body);
            assertTrue(admin.body().contains("\"absentClaims\":[\"metadata.role\""), admin::body);
            assertTrue(admin.body().contains("user.public_metadata"), admin::body);
        }
    }

    private static void awaitReady(Door door) {
        await().atMost(BOUND).until(() -> door.wire.get("/api/auth/health").status() == 200);
    }

    private static void answerAll(ServerSocket server, String answer) {
        try {
            while (true) {
                try (Socket socket = server.accept()) {
                    byte[] ignored = new byte[4096];
                    if (socket.getInputStream().read(ignored) > 0) {
                        socket.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
                    }
                }
            }
        } catch (IOException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private static int closedPort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void assertUnavailable(Reply reply) {
        assertEquals(503, reply.status(), reply::body);
        assertEquals("2", reply.header("retry-after"));
        assertTrue(reply.body().contains("\"code\":\"unavailable\""), reply::body);
    }

    private static long resolves(Door door) {
        return door.identity.received().stream()
                .filter(request -> request.target().contains("resolve"))
                .count();
    }
}
