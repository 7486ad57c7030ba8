package dev.rollcall.webhook.notify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.rollcall.contracts.start.SettingsException;
import dev.rollcall.contracts.webhook.WebhookSignature;
import dev.rollcall.stack.postgres.ServiceRole;
import dev.rollcall.testing.TestDatabase;
import dev.rollcall.webhook.Rows;
import dev.rollcall.webhook.ServiceSettings;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** W7: operators are told, once, of what needs them. */
@MicronautTest(transactional = false)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class NotifyIT implements TestPropertyProvider {

    private static final Duration HOUR = Duration.ofHours(1);

    private final TestDatabase database = TestDatabase.create(ServiceRole.WEBHOOK);
    private final Rows rows = new Rows(database);
    private final HttpServer chat = listen();
    private final List<String> texts = new CopyOnWriteArrayList<>();
    private final List<Boolean> signed = new CopyOnWriteArrayList<>();
    private volatile int status = 200;

    @Override
    public Map<String, String> getProperties() {
        chat.createContext("/hook", this::take);
        chat.start();
        Map<String, String> settings = ServiceSettings.of(database);
        settings.put(
                "rollcall.webhook.notify.url",
                "http://127.0.0.1:" + chat.getAddress().getPort() + "/hook");
        settings.put("rollcall.webhook.notify.secret", ServiceSettings.SECRET);
        return settings;
    }

    @BeforeEach
    void startEmpty() {
        rows.change("TRUNCATE webhook.inbox, webhook.received_messages, webhook.notices");
        texts.clear();
        signed.clear();
        status = 200;
    }

    @AfterAll
    void close() {
        chat.stop(0);
    }

    @Test
    void aDeadLetterIsToldOnceInItsPeriodAndSigned(Notify notify) {
        event("msg_1", "dead", "now()");

        notify.run();
        event("msg_2", "dead", "now()");
        notify.run();

        assertEquals(1, texts.size());
        assertTrue(texts.getFirst().contains("1 events went to the dead letter"), texts::toString);
        assertFalse(texts.getFirst().contains("user_1"), texts::toString);
        assertEquals(List.of(true), signed);
        assertEquals("dead sent", states());
    }

    @Test
    void theNextPeriodTellsWhatIsNew(Notify notify) {
        event("msg_1", "dead", "now()");
        notify.run();
        rows.change("UPDATE webhook.notices SET period = period - interval '1 hour'");

        notify.run();
        assertEquals(1, texts.size());
        event("msg_2", "dead", "now()");
        notify.run();

        assertEquals(2, texts.size());
        assertTrue(texts.getLast().contains("1 events"), texts::toString);
    }

    @Test
    void silenceAndABacklogAreTold(Notify notify) {
        event("msg_1", "pending", "now() - interval '25 hours'");
        rows.change(
                "INSERT INTO webhook.received_messages (message_id, body_sha256, received_at)"
                        + " VALUES ('msg_1', sha256(''), now() - interval '25 hours')");

        notify.run();

        assertEquals(2, texts.size());
        assertTrue(texts.toString().contains("no event from Clerk"), texts::toString);
        assertTrue(texts.toString().contains("oldest undelivered event"), texts::toString);
    }

    @Test
    void whatIsNotTakenIsTriedAgainAndGivenUpInTheEnd(Notify notify) {
        event("msg_1", "dead", "now()");
        status = 500;

        notify.run();
        notify.run();
        assertEquals(1, texts.size());
        assertEquals("dead pending", states());
        rows.change("UPDATE webhook.notices SET next_attempt_at = now(), attempts = 11");
        notify.run();

        assertEquals(2, texts.size());
        assertEquals("dead failed", states());
        assertEquals("status_500", rows.get("SELECT last_error FROM webhook.notices"));
    }

    @Test
    void nothingIsToldWhenNothingIsWrong(Notify notify) {
        event("msg_1", "pending", "now()");

        notify.run();

        assertEquals(List.of(), texts);
        assertEquals("0", rows.get("SELECT count(*) FROM webhook.notices"));
    }

    @Test
    void aWrongSettingIsRefusedByName() {
        assertFault("ROLLCALL_NOTIFY_URL is not a URL", "a b", "", HOUR);
        assertFault("ROLLCALL_NOTIFY_SECRET: a webhook secret is whsec_ and base64", "", "-", HOUR);
        assertFault("ROLLCALL_NOTIFY_PERIOD is at least a minute", "", "", Duration.ZERO);
    }

    private static void assertFault(String message, String url, String secret, Duration period) {
        SettingsException fault =
                assertThrows(
                        SettingsException.class,
                        () -> new NotifyConfiguration(url, secret, HOUR, HOUR, period));

        assertEquals(message, fault.getMessage());
    }

    private String states() {
        return rows.get("SELECT concat_ws(' ', kind, state) FROM webhook.notices");
    }

    private void event(String id, String state, String receivedAt) {
        rows.change(
                """
                INSERT INTO webhook.inbox (message_id, type, subject, received_at, payload,
                                           priority, state, reason, next_attempt_at, secret_index)
                VALUES (?, 'user.created', 'user_1', %s, '{}', 1, ?, 'made up', %s, 0)
                """
                        .formatted(receivedAt, receivedAt),
                id,
                state);
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            texts.add(new String(body, StandardCharsets.UTF_8));
            String id = String.valueOf(exchange.getRequestHeaders().getFirst("webhook-id"));
            String at = String.valueOf(exchange.getRequestHeaders().getFirst("webhook-timestamp"));
            signed.add(
                    WebhookSignature.sign(
                                    WebhookSignature.secret(ServiceSettings.SECRET),
                                    id,
                                    Long.parseLong(at),
                                    body)
                            .equals(exchange.getRequestHeaders().getFirst("webhook-signature")));
            exchange.sendResponseHeaders(status, -1);
        }
    }

    private static HttpServer listen() {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException failed) {
            throw new AssertionError(failed);
        }
    }
}
