package dev.rollcall.identity.door;

import static dev.rollcall.testing.Patience.BOUND;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.contracts.token.CallerTable;
import dev.rollcall.contracts.token.ServiceName;
import dev.rollcall.identity.RunningIdentity;
import dev.rollcall.testing.WireAnswer;
import dev.rollcall.testing.WireConnection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The short way on a raw socket. Its answers carry no {@code date}, the framework's do: that tells
 * which way a question went.
 */
class ResolveDoorIT {

    private static final RunningIdentity IDENTITY = new RunningIdentity(Map.of());
    private static final String LIVENESS =
            "GET /health/liveness HTTP/1.1\r\nhost: identity\r\n\r\n";

    @AfterAll
    static void stop() {
        IDENTITY.close();
    }

    @BeforeEach
    void know() {
        IDENTITY.execute(
                """
                INSERT INTO identity.users (id, clerk_id, sync_status, first_name, banned,
                    version_updated_ms, version_observed_ms, version_hash, created_at, updated_at)
                VALUES (gen_random_uuid(), 'user_ada', 'active', 'Ada', false, 1, 1, 1, now(), now()),
                       (gen_random_uuid(), 'user_bob', 'active', 'Bob', true, 1, 1, 1, now(), now())
                ON CONFLICT DO NOTHING
                """);
        await().atMost(BOUND).until(() -> ask(question("user_ada")).isShort());
    }

    @Test
    void bothWaysAnswerAlike() {
        WireAnswer brief = ask(question("user_ada"));
        WireAnswer full = ask(post("application/json; charset=utf-8", body("user_ada")));

        assertTrue(brief.isShort());
        assertFalse(full.isShort());
        assertEquals(200, brief.status());
        assertEquals(full.body(), brief.body());
    }

    @Test
    void answersKeepTheOrderOfTheirRequests() {
        try (WireConnection connection = connect()) {
            connection.send(
                    question("user_ada") + LIVENESS + question("user_bob") + question("user_ada"));

            assertTrue(connection.read().body().contains("user_ada"));
            assertFalse(connection.read().body().contains("user_"));
            assertEquals(403, connection.read().status());
            assertTrue(connection.read().body().contains("user_ada"));
        }
    }

    @Test
    void aQuestionMayComeInPieces() {
        try (WireConnection connection = connect()) {
            for (char piece : question("user_ada").toCharArray()) {
                connection.send(String.valueOf(piece));
            }

            assertEquals(200, connection.read().status());
        }
    }

    @Test
    void aCallerThatEndsAfterItsQuestionGetsItsAnswerAndTheEnd() {
        try (WireConnection connection = connect()) {
            connection.send(
                    question("user_ada").replace("\r\n\r\n", "\r\nconnection: close\r\n\r\n"));

            assertEquals(200, connection.read().status());
            assertTrue(connection.isAtEnd());
        }
    }

    @Test
    void aConnectionThatEndsInTheMiddleHarmsNobody() {
        for (int i = 0; i < 50; i++) {
            try (WireConnection connection = connect()) {
                connection.send(question("user_ada").substring(0, 150 + i));
            }
            try (WireConnection connection = connect()) {
                connection.send(question("user_ada"));
            }
        }

        assertEquals(200, ask(question("user_ada")).status());
    }

    @Test
    void aCallerThatWantsSomethingElseIsAnsweredByTheFramework() {
        String wish = question("user_ada").replace("\r\n\r\n", "\r\naccept: text/plain\r\n\r\n");

        assertEquals(406, ask(wish).status());
    }

    @Test
    void aCallerThatDoesNotReadIsNotAnsweredWithoutEnd() {
        try (WireConnection connection = connect()) {
            String many = question("user_ada").repeat(50);
            for (int i = 0; i < 100; i++) {
                connection.send(many);
            }
            for (int i = 0; i < 5000; i++) {
                assertEquals(200, connection.read().status());
            }
        }
    }

    @Test
    void somebodyBannedIsRefusedAsOnTheLongWay() {
        assertTrue(ask(question("user_bob")).body().contains("user_disabled"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "null",
                "{\"clerkId\":\"user_ada\"}",
                "{\"clerkId\":\"ada\",\"claims\":{\"issuedAt\":\"2026-01-01T00:00:00Z\"},\"syncNow\":false}",
                "{\"clerkId\":\"user_ada\",\"claims\":{\"issuedAt\":\"soon\"},\"syncNow\":false}",
                "{\"clerkId\":\"user_ada\",\"claims\":{},\"syncNow\":false}",
                "{\"clerkId\":\"user_ada\",\"claims\":{\"issuedAt\":\"2026-01-01T00:00:00Z\"},\"syncNow\":false}x",
                "{\"clerkId\":\"user_ada\",\"claims\":{\"issuedAt\":\"2026-01-01T00:00:00Z\"},\"syncNow\":false,\"more\":1}",
                "{\"clerkId\":\"user_ada\",\"clerkId\":\"user_ada\",\"claims\":{\"issuedAt\":\"2026-01-01T00:00:00Z\"},\"syncNow\":false}"
            })
    void nonsenseIsMalformedAndTheConnectionLives(String body) {
        try (WireConnection connection = connect()) {
            connection.send(post("application/json", body) + question("user_ada"));

            assertEquals(400, connection.read().status());
            assertEquals(200, connection.read().status());
        }
    }

    @Test
    void onlyTheGatewayIsAnswered() {
        assertEquals(401, ask(question("user_ada").replace("Bearer e", "Bearer x")).status());
        assertEquals(
                401,
                ask(question("user_ada").replaceAll("authorization: [^\r]*\r\n", "")).status());
        assertEquals(
                403,
                ask(question("user_ada")
                                .replaceAll(
                                        "Bearer [^\r]*",
                                        "Bearer " + IDENTITY.token(ServiceName.WEBHOOK)))
                        .status());
    }

    @Test
    void aBodyOverAllLimitsIsRefused() {
        assertEquals(413, ask(post("application/json", " ".repeat(11_000_000))).status());
    }

    @Test
    void whenConnectionsBreakQuestionsAreAnsweredAllTheSame()
            throws InterruptedException, ExecutionException {
        List<Future<WireAnswer>> answers = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 400; i++) {
                answers.add(threads.submit(() -> ask(question("user_ada"))));
                if (i % 100 == 50) {
                    IDENTITY.execute(
                            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE '%u.clerk_id = ANY%'"
                                    + " AND pid <> pg_backend_pid()");
                }
            }
        }

        for (Future<WireAnswer> answer : answers) {
            assertEquals(200, answer.get().status());
        }
        await().atMost(BOUND).until(() -> ask(question("user_ada")).isShort());
    }

    private static WireConnection connect() {
        try {
            return new WireConnection(IDENTITY.port());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static WireAnswer ask(String request) {
        try (WireConnection connection = connect()) {
            connection.send(request);
            return connection.read();
        }
    }

    private static String body(String clerkId) {
        return "{\"clerkId\":\""
                + clerkId
                + "\",\"claims\":{\"issuedAt\":\"2026-01-01T00:00:00Z\"},\"syncNow\":false}";
    }

    private static String question(String clerkId) {
        return post("application/json", body(clerkId));
    }

    private static String post(String type, String body) {
        return "POST "
                + CallerTable.RESOLVE
                + " HTTP/1.1\r\nhost: identity\r\ncontent-type: "
                + type
                + "\r\nauthorization: Bearer "
                + IDENTITY.token(ServiceName.GATEWAY)
                + "\r\ncontent-length: "
                + body.getBytes(StandardCharsets.UTF_8).length
                + "\r\n\r\n"
                + body;
    }
}
