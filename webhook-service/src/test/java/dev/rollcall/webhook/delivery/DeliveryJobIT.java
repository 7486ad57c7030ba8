package dev.rollcall.webhook.delivery;

import static dev.rollcall.testing.Patience.BOUND;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.stack.postgres.ServiceRole;
import dev.rollcall.testing.ClerkEvents;
import dev.rollcall.testing.TestDatabase;
import dev.rollcall.webhook.Rows;
import dev.rollcall.webhook.ServiceSettings;
import dev.rollcall.webhook.SignedCalls;
import dev.rollcall.webhook.delivery.IdentityStandIn.Answer;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The running service: from the webhook to the mirror without anybody's help. */
@MicronautTest(transactional = false)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class DeliveryJobIT implements TestPropertyProvider {

    private final TestDatabase database = TestDatabase.create(ServiceRole.WEBHOOK);
    private final Rows rows = new Rows(database);
    private final IdentityStandIn identity = new IdentityStandIn();

    @Override
    public Map<String, String> getProperties() {
        Map<String, String> settings = ServiceSettings.of(database);
        settings.put("micronaut.http.services.identity.url", identity.url());
        settings.put("rollcall.webhook.delivery.enabled", "true");
        // long, so that only the inbox's signal can be the reason
        settings.put("rollcall.webhook.delivery.poll", "60s");
        return settings;
    }

    @AfterAll
    void closeIdentity() {
        identity.close();
    }

    @Test
    void deliversAtOnceWhatWasReceived(EmbeddedServer server) throws Exception {
        identity.answers(IdentityStandIn::applied);

        receive(server, "msg_now");

        awaitState("msg_now", "applied");
    }

    @Test
    void carriesOnWhenIdentityIsBack(EmbeddedServer server) throws Exception {
        identity.answers(ids -> new Answer(503, "{}"));
        receive(server, "msg_patient");
        await().atMost(BOUND).until(() -> identity.calls().size() >= 2);

        identity.answers(IdentityStandIn::applied);

        awaitState("msg_patient", "applied");
        assertEquals(
                "0",
                rows.get("SELECT attempts FROM webhook.inbox WHERE message_id = 'msg_patient'"));
    }

    @Test
    void neverSendsPoison(EmbeddedServer server) throws Exception {
        identity.answers(IdentityStandIn::applied);
        try (SignedCalls calls = new SignedCalls(server.getURI())) {
            calls.send(calls.webhook("msg_poison", "[]"));
        }

        receive(server, "msg_after");

        awaitState("msg_after", "applied");
        awaitState("msg_poison", "dead");
        assertTrue(identity.calls().stream().noneMatch(ids -> ids.contains("msg_poison")));
    }

    private static void receive(EmbeddedServer server, String id) throws Exception {
        try (SignedCalls calls = new SignedCalls(server.getURI())) {
            String body = ClerkEvents.body("user.created");
            assertEquals(200, calls.send(calls.webhook(id, body)).statusCode());
        }
    }

    private void awaitState(String id, String state) {
        await().atMost(BOUND)
                .untilAsserted(
                        () ->
                                assertEquals(
                                        state,
                                        rows.get(
                                                "SELECT state FROM webhook.inbox"
                                                        + " WHERE message_id = ?",
                                                id)));
    }
}
