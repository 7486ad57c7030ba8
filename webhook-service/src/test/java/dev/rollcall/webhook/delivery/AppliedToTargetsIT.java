package dev.rollcall.webhook.delivery;

import static dev.rollcall.testing.Patience.BOUND;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rollcall.stack.postgres.ServiceRole;
import dev.rollcall.testing.TestDatabase;
import dev.rollcall.webhook.Rows;
import dev.rollcall.webhook.ServiceSettings;
import dev.rollcall.webhook.SignedCalls;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** W10: what is applied is due for the targets that want it, and nothing else is. */
@MicronautTest(transactional = false)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class AppliedToTargetsIT implements TestPropertyProvider {

    private final TestDatabase database = TestDatabase.create(ServiceRole.WEBHOOK);
    private final Rows rows = new Rows(database);
    private final IdentityStandIn identity = new IdentityStandIn();

    private SignedCalls calls = new SignedCalls(URI.create("http://127.0.0.1"));

    @Override
    public Map<String, String> getProperties() {
        Map<String, String> settings = ServiceSettings.of(database);
        settings.put("micronaut.http.services.identity.url", identity.url());
        settings.put("rollcall.webhook.forward.targets", "users, all");
        settings.put("rollcall.forward.all.url", "https://all.example.com/");
        settings.put("rollcall.forward.all.secret", ServiceSettings.SECRET);
        settings.put("rollcall.forward.users.url", "https://users.example.com/");
        settings.put("rollcall.forward.users.secret", ServiceSettings.SECRET);
        settings.put("rollcall.forward.users.types", "user.*");
        return settings;
    }

    @BeforeAll
    void findServer(EmbeddedServer server) {
        calls = new SignedCalls(server.getURI());
    }

    @AfterAll
    void close() {
        calls.close();
        identity.close();
    }

    @Test
    void eachWantedAppliedEventIsDueOnce(Delivery delivery) throws Exception {
        receive("msg_user", "user.created");
        receive("msg_session", "session.created");
        deliverAll(delivery);
        identity.answers(ids -> IdentityStandIn.outcomes(ids, "STALE", "\"older\"", false));
        receive("msg_stale", "user.updated");
        deliverAll(delivery);
        identity.answers(IdentityStandIn::applied);
        rows.change("UPDATE webhook.forwards SET state = 'done'");
        rows.change(
                "UPDATE webhook.inbox SET state = 'pending', applied_at = NULL,"
                        + " replayed_from = 'applied' WHERE message_id = 'msg_user'");
        deliverAll(delivery);

        assertEquals(
                List.of("all msg_session done", "all msg_user done", "users msg_user done"),
                rows.list(
                        "SELECT concat_ws(' ', target, message_id, state) FROM webhook.forwards"
                                + " ORDER BY target, message_id"));
    }

    private void deliverAll(Delivery delivery) {
        await().atMost(BOUND).until(() -> delivery.deliverDue() == 0);
    }

    private void receive(String id, String type) throws Exception {
        String body = "{\"type\":\"" + type + "\",\"data\":{\"id\":\"x_1\"}}";
        assertEquals(200, calls.send(calls.webhook(id, body)).statusCode());
    }
}
