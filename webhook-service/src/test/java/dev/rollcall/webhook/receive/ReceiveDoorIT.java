package dev.rollcall.webhook.receive;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.contracts.token.CallerTable;
import dev.rollcall.contracts.token.ServiceName;
import dev.rollcall.contracts.webhook.WebhookSignature;
import dev.rollcall.stack.postgres.ServiceRole;
import dev.rollcall.testing.ClerkEvents;
import dev.rollcall.testing.Patience;
import dev.rollcall.testing.TestDatabase;
import dev.rollcall.testing.WireAnswer;
import dev.rollcall.testing.WireConnection;
import dev.rollcall.webhook.Rows;
import dev.rollcall.webhook.ServiceSettings;
import dev.rollcall.webhook.SignedCalls;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * The short way on a raw socket. Its answers carry no {@code date}, the framework's do: that tells
 * which way a webhook went.
 */
@MicronautTest(transactional = false)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ReceiveDoorIT implements TestPropertyProvider {

    private static final int BUDGET = 8 * 1024 * 1024;
    private static final String BODY = ClerkEvents.body("user.created");
    private static final String JSON = "application/json";
    private static final String ACCEPTED = "{\"status\":\"accepted\"}";
    private static final String DUPLICATE = "{\"status\":\"duplicate\"}";
    private static final String LIVENESS = "GET /health/liveness HTTP/1.1\r\nhost: webhook\r\n\r\n";

    private final TestDatabase database = TestDatabase.create(ServiceRole.WEBHOOK);
    private final Rows rows = new Rows(database);
    private int port;
    private String bearer = "";

    @Override
    public Map<String, String> getProperties() {
        Map<String, String> settings = ServiceSettings.of(database);
        settings.put("rollcall.webhook.body-budget", Integer.toString(BUDGET));
        return settings;
    }

    @BeforeAll
    void find(EmbeddedServer server) {
        port = server.getPort();
        try (SignedCalls calls = new SignedCalls(server.getURI())) {
            bearer = calls.bearer(ServiceName.WEBHOOK);
        }
    }

    @AfterAll
    void allRoomIsGivenBack(BodyBudget budget) {
        await().atMost(Patience.BOUND).until(() -> budget.free() == BUDGET);
    }

    @Test
    void bothWaysAnswerAlike() {
        WireAnswer brief = ask(webhook("msg_brief", BODY));
        WireAnswer full = ask(webhook("msg_full", BODY, JSON + "; charset=utf-8"));

        assertTrue(brief.isShort());
        assertFalse(full.isShort());
        assertEquals(ACCEPTED, brief.body());
        assertEquals(full.body(), brief.body());
        assertEquals("pending request-0001", stored("msg_brief"));
        assertEquals("pending request-0001", stored("msg_full"));
    }

    @Test
    void aRepetitionIsADuplicateOnBothWays() {
        ask(webhook("msg_again", BODY));

        WireAnswer brief = ask(webhook("msg_again", BODY));
        WireAnswer full = ask(webhook("msg_again", BODY, JSON + ";charset=utf-8"));

        assertTrue(brief.isShort());
        assertFalse(full.isShort());
        assertEquals(DUPLICATE, brief.body());
        assertEquals(full.body(), brief.body());
    }

    @Test
    void answersKeepTheOrderOfTheirRequests() {
        try (WireConnection connection = connect()) {
            connection.send(
                    webhook("msg_order", BODY)
                            + LIVENESS
                            + webhook("msg_order", BODY)
                            + webhook("msg_order_2", BODY));

            List<String> bodies =
                    new ArrayList<>(
                            Stream.generate(connection::read)
                                    .limit(4)
                                    .map(WireAnswer::body)
                                    .toList());
            assertTrue(bodies.remove(1).contains("UNKNOWN"), "nothing says how alive it is");
            assertEquals(List.of(ACCEPTED, DUPLICATE, ACCEPTED), bodies);
        }
    }

    @Test
    void aWebhookMayComeInPieces() {
        String request = webhook("msg_pieces", BODY);
        try (WireConnection connection = connect()) {
            for (int at = 0; at < request.length(); at += 100) {
                connection.send(request.substring(at, Math.min(at + 100, request.length())));
            }

            assertTrue(connection.read().isShort());
        }
    }

    @Test
    void aCallerThatEndsAfterItsWebhookGetsItsAnswerAndTheEnd() {
        try (WireConnection connection = connect()) {
            connection.send(
                    webhook("msg_last", BODY).replace("\r\n\r\n", "\r\nconnection: close\r\n\r\n"));

            assertEquals(200, connection.read().status());
            assertTrue(connection.isAtEnd());
        }
    }

    @Test
    void whatDoesNotVerifyIsRefusedByTheFrameworkAndTheConnectionLives() {
        try (WireConnection connection = connect()) {
            connection.send(
                    webhook("msg_forged", BODY).replace("user.created", "user.deleted")
                            + webhook("msg_true", BODY));

            WireAnswer forged = connection.read();
            assertEquals(400, forged.status());
            assertTrue(forged.body().contains("signature_invalid"));
            assertEquals(ACCEPTED, connection.read().body());
        }
        assertEquals("", stored("msg_forged"));
    }

    @Test
    void onlyTheGatewayIsLetIn() {
        String request = webhook("msg_caller", BODY);

        assertEquals(401, ask(request.replace("Bearer e", "Bearer x")).status());
        assertEquals(401, ask(request.replaceAll("authorization: [^\r]*\r\n", "")).status());
        assertEquals("", stored("msg_caller"));
    }

    @Test
    void aSecondContentTypeIsRefused() {
        String twice =
                webhook("msg_types", BODY)
                        .replace("\r\nsvix-id", "\r\ncontent-type: text/plain\r\nsvix-id");

        assertEquals(415, ask(twice).status());
        assertEquals("", stored("msg_types"));
    }

    @Test
    void whatIsLargeTakesTheLongWay() {
        String large = "{\"type\":\"user.created\",\"x\":\"" + "x".repeat(70_000) + "\"}";

        WireAnswer answer = ask(webhook("msg_large", large));

        assertFalse(answer.isShort());
        assertEquals(200, answer.status());
    }

    @Test
    void withoutARequestIdItGetsOneOnTheLongWay() {
        String request =
                webhook("msg_nameless", BODY).replace("x-request-id: request-0001", "x: y");

        WireAnswer answer = ask(request);

        assertFalse(answer.isShort());
        assertEquals(200, answer.status());
        assertTrue(stored("msg_nameless").matches("(pending|applied) .{8,}"), "has an id");
    }

    @Test
    void anUpgradeIsLeftToTheFramework() {
        String request = webhook("msg_upgrade", BODY).replace("host:", "upgrade: h2c\r\nhost:");

        assertFalse(ask(request).isShort());
    }

    @Test
    void whatNobodyCanUseIsKeptAndAnswered() {
        assertTrue(ask(webhook("msg_poison", "[]")).isShort());
        assertEquals("dead request-0001", stored("msg_poison"));
    }

    @Test
    void aConnectionThatEndsInTheMiddleGivesItsRoomBack(BodyBudget budget) {
        String request = webhook("msg_broken", BODY);
        for (int i = 0; i < 30; i++) {
            try (WireConnection connection = connect()) {
                connection.send(request.substring(0, request.length() - 1 - i));
            }
            try (WireConnection connection = connect()) {
                connection.send(request);
            }
        }

        await().atMost(Patience.BOUND).until(() -> budget.free() == BUDGET);
        assertEquals(200, ask(request).status());
    }

    @Test
    void withoutRoomItIsTurnedAway(BodyBudget budget) {
        List<BodyBudget.Claim> all =
                Stream.generate(() -> budget.claim(BodyBudget.SMALL_BYTES))
                        .takeWhile(Optional::isPresent)
                        .map(Optional::orElseThrow)
                        .toList();
        try {
            WireAnswer answer = ask(webhook("msg_no_room", BODY));

            assertEquals(503, answer.status());
            assertTrue(answer.head().toLowerCase(Locale.ROOT).contains("\r\nretry-after: 5\r\n"));
        } finally {
            all.forEach(BodyBudget.Claim::release);
        }
        assertEquals("", stored("msg_no_room"));
    }

    private WireConnection connect() {
        try {
            return new WireConnection(port);
        } catch (IOException failed) {
            throw new AssertionError(failed);
        }
    }

    private WireAnswer ask(String request) {
        try (WireConnection connection = connect()) {
            connection.send(request);
            return connection.read();
        }
    }

    private String stored(String id) {
        return String.join(
                "",
                rows.list(
                        "SELECT state || ' ' || request_id FROM webhook.inbox WHERE message_id = '"
                                + id
                                + "'"));
    }

    private String webhook(String id, String body) {
        return webhook(id, body, JSON);
    }

    private String webhook(String id, String body, String type) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        long seconds = Instant.now().getEpochSecond();
        String signature =
                WebhookSignature.sign(
                        WebhookSignature.secret(ServiceSettings.SECRET), id, seconds, bytes);
        return "POST "
                + CallerTable.CLERK_WEBHOOK
                + " HTTP/1.1\r\nhost: webhook\r\ncontent-type: "
                + type
                + "\r\nsvix-id: "
                + id
                + "\r\nsvix-timestamp: "
                + seconds
                + "\r\nsvix-signature: "
                + signature
                + "\r\nx-request-id: request-0001\r\nauthorization: "
                + bearer
                + "\r\ncontent-length: "
                + bytes.length
                + "\r\n\r\n"
                + body;
    }
}
