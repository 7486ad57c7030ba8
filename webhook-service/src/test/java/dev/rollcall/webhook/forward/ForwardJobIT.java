package dev.rollcall.webhook.forward;

import static dev.rollcall.testing.Patience.BOUND;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rollcall.stack.postgres.ServiceRole;
import dev.rollcall.testing.TestDatabase;
import dev.rollcall.webhook.Rows;
import dev.rollcall.webhook.ServiceSettings;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** W10: a target that takes connections and never answers beside one that does. */
@MicronautTest(transactional = false)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ForwardJobIT implements TestPropertyProvider {

    private static final int EVENTS = 40;

    /** One after the other, the silent one's calls would take 100 s. */
    private final TestDatabase database = TestDatabase.create(ServiceRole.WEBHOOK);

    private final Rows rows = new Rows(database);
    private final TargetStandIn crm = new TargetStandIn();
    private final ServerSocket silent = listen();

    @Override
    public Map<String, String> getProperties() {
        Map<String, String> settings = ServiceSettings.of(database);
        settings.put("rollcall.webhook.forward.targets", "silent,crm");
        settings.put("rollcall.forward.silent.url", "http://127.0.0.1:" + silent.getLocalPort());
        settings.put("rollcall.forward.crm.url", crm.url());
        for (String target : new String[] {"silent", "crm"}) {
            settings.put("rollcall.forward." + target + ".secret", ServiceSettings.SECRET);
            settings.put("rollcall.forward." + target + ".allow-private", "true");
        }
        return settings;
    }

    @AfterAll
    void close() throws IOException {
        crm.close();
        silent.close();
    }

    @Test
    void aTargetThatNeverAnswersDelaysNobody(
            Forward forward,
            ForwardTargets targets,
            ForwardSettings settings,
            EmbeddedServer server) {
        due("silent");
        ForwardJob job = new ForwardJob(forward, targets, settings);
        job.start(new ServerStartupEvent(server));
        try {
            await().atMost(BOUND).until(() -> count("silent", "lease_until IS NOT NULL") > 0);
            due("crm");

            await().atMost(BOUND).until(() -> count("crm", "state = 'done'") == EVENTS);

            assertEquals(EVENTS, crm.calls().size());
            assertEquals(0, count("silent", "state <> 'pending'"));
        } finally {
            job.stop();
        }
    }

    private int count(String target, String condition) {
        return Integer.parseInt(
                rows.get(
                        "SELECT count(*) FROM webhook.forwards WHERE target = ? AND " + condition,
                        target));
    }

    private void due(String target) {
        rows.change(
                """
                WITH events AS (
                  INSERT INTO webhook.inbox (message_id, type, subject, received_at, payload,
                                             priority, state, applied_at, next_attempt_at,
                                             secret_index)
                  SELECT 'msg_' || ? || n, 'user.created', 'user_1', '2026-11-02',
                         '{"data":{"id":"user_1"}}', 1, 'applied', now(), now(), 0
                    FROM generate_series(1, 40) AS n
                  RETURNING message_id, received_at)
                INSERT INTO webhook.forwards (target, message_id, received_at)
                SELECT ?, message_id, received_at FROM events
                """,
                target,
                target);
    }

    /** Nobody accepts: the system does, and what is sent stays unread. */
    private static ServerSocket listen() {
        try {
            return new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException failed) {
            throw new AssertionError(failed);
        }
    }
}
