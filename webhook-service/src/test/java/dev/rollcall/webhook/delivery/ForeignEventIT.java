package dev.rollcall.webhook.delivery;

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

/** TW27: what another Clerk instance signed with our secret. */
@MicronautTest(transactional = false)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ForeignEventIT implements TestPropertyProvider {

    private final TestDatabase database = TestDatabase.create(ServiceRole.WEBHOOK);
    private final Rows rows = new Rows(database);
    private final IdentityStandIn identity = new IdentityStandIn();

    private SignedCalls calls = new SignedCalls(URI.create("http://127.0.0.1"));

    @Override
    public Map<String, String> getProperties() {
        Map<String, String> settings = ServiceSettings.of(database);
        settings.put("micronaut.http.services.identity.url", identity.url());
        settings.put("rollcall.webhook.instance", "ins_ours");
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
    void anEventOfAnotherInstanceIsKeptAndNotDelivered(Delivery delivery) throws Exception {
        int status = calls.send(calls.webhook("msg_theirs", event("ins_theirs"))).statusCode();
        calls.send(calls.webhook("msg_ours", event("ins_ours")));

        delivery.deliverDue();

        assertEquals(200, status);
        assertEquals(List.of("msg_ours"), identity.calls().getLast());
        assertEquals("dead other_instance user.created", state("msg_theirs"));
        assertEquals("applied user.created", state("msg_ours"));
    }

    @Test
    void aReplayDoesNotDeliverItEither(Delivery delivery) throws Exception {
        calls.send(calls.webhook("msg_again", event("ins_theirs")));
        rows.change(
                "UPDATE webhook.inbox SET state = 'pending', reason = NULL, replayed_from = 'dead'"
                        + " WHERE message_id = 'msg_again'");
        int callsBefore = identity.calls().size();

        delivery.deliverDue();

        assertEquals(callsBefore, identity.calls().size());
        assertEquals("dead other_instance user.created", state("msg_again"));
    }

    private String state(String id) {
        return rows.get(
                "SELECT concat_ws(' ', state, reason, type) FROM webhook.inbox"
                        + " WHERE message_id = ?",
                id);
    }

    private static String event(String instance) {
        return "{\"type\":\"user.created\",\"data\":{\"id\":\"user_1\"},\"instance_id\":\""
                + instance
                + "\"}";
    }
}
