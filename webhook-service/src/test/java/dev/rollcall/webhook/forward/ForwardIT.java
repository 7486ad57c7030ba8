package dev.rollcall.webhook.forward;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.contracts.webhook.WebhookSignature;
import dev.rollcall.stack.postgres.ServiceRole;
import dev.rollcall.testing.TestDatabase;
import dev.rollcall.webhook.AuditStandIn;
import dev.rollcall.webhook.Rows;
import dev.rollcall.webhook.ServiceSettings;
import dev.rollcall.webhook.SignedCalls;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** W10, TW38 and TW39: applied events at their targets. */
@MicronautTest(transactional = false)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ForwardIT implements TestPropertyProvider {

    private static final String TARGETS = "/api/admin/webhooks/targets";
    private static final String REPLAYS = TARGETS + "/crm/replays";

    private final TestDatabase database = TestDatabase.create(ServiceRole.WEBHOOK);
    private final Rows rows = new Rows(database);
    private final TargetStandIn crm = new TargetStandIn();
    private final AuditStandIn audit = new AuditStandIn();

    private SignedCalls calls = new SignedCalls(URI.create("http://127.0.0.1"));

    @Override
    public Map<String, String> getProperties() {
        Map<String, String> settings = ServiceSettings.of(database);
        settings.put("micronaut.http.services.audit.url", audit.url());
        settings.put("rollcall.webhook.forward.targets", "crm,inner");
        settings.put("rollcall.forward.crm.url", crm.url());
        settings.put("rollcall.forward.crm.secret", ServiceSettings.SECRET);
        settings.put("rollcall.forward.crm.allow-private", "true");
        settings.put("rollcall.forward.inner.url", crm.url().replace("http", "https"));
        settings.put("rollcall.forward.inner.secret", ServiceSettings.SECRET);
        settings.put("rollcall.forward.inner.types", "session.*");
        return settings;
    }

    @BeforeAll
    void findServer(EmbeddedServer server) {
        calls = new SignedCalls(server.getURI());
    }

    @BeforeEach
    void startEmpty() {
        rows.change("TRUNCATE webhook.inbox, webhook.forwards");
        crm.answers(204);
        audit.setAway(false);
        audit.records().clear();
    }

    @AfterAll
    void close() {
        calls.close();
        crm.close();
        audit.close();
    }

    @Test
    void anAppliedEventArrivesSignedAndOnce(Forward forward, ForwardTargets targets) {
        due("msg_1", "user.created");

        assertEquals(1, forward.run(target(targets, "crm")));
        assertEquals(0, forward.run(target(targets, "crm")));

        TargetStandIn.Call call = crm.calls().getFirst();
        assertEquals(1, crm.calls().size());
        assertEquals("msg_1", call.id());
        assertEquals("msg_1", call.key());
        assertEquals("1", call.attempt());
        assertTrue(call.body().contains("\"type\":\"user.created\""), call.body());
        byte[] body = call.body().getBytes(StandardCharsets.UTF_8);
        byte[] key = WebhookSignature.secret(ServiceSettings.SECRET);
        assertEquals(
                WebhookSignature.sign(key, "msg_1", Long.parseLong(call.timestamp()), body),
                call.signature());
        assertEquals("done 0", state("msg_1"));
    }

    @Test
    void everyTryHasTheSameKeyAndBytesAndItsNumber(Forward forward, ForwardTargets targets) {
        due("msg_1", "user.created");
        crm.answers(500);

        forward.run(target(targets, "crm"));
        assertEquals("pending 1 status_500", state("msg_1"));
        assertEquals(0, forward.run(target(targets, "crm")));
        rows.change("UPDATE webhook.forwards SET next_attempt_at = now()");
        forward.run(target(targets, "crm"));

        assertEquals(List.of("1", "2"), crm.calls().stream().map(call -> call.attempt()).toList());
        assertEquals(1, crm.calls().stream().map(call -> call.key()).distinct().count());
        assertEquals(1, crm.calls().stream().map(call -> call.body()).distinct().count());
    }

    @Test
    void aRedirectAndARefusalAreDead(Forward forward, ForwardTargets targets) {
        due("msg_1", "user.created");
        crm.answers(302);

        forward.run(target(targets, "crm"));

        assertEquals("dead 1 status_302", state("msg_1"));
        assertEquals(1, crm.calls().size());
    }

    @Test
    void aPrivateAddressIsNotCalledUnlessAllowed(Forward forward, ForwardTargets targets) {
        due("msg_1", "session.created");
        rows.change("UPDATE webhook.forwards SET target = 'inner'");

        forward.run(target(targets, "inner"));

        assertEquals("dead 1 address_forbidden", state("msg_1"));
        assertEquals(List.of(), crm.calls());
    }

    @Test
    void whatAnotherCopyHoldsIsLeftAloneUntilItsLeaseEnds(
            ForwardRepository repository, ForwardTargets targets) {
        due("msg_1", "user.created");
        LeasedForward first = repository.lease("crm", 4).getFirst();

        assertEquals(List.of(), repository.lease("crm", 4));
        rows.change("UPDATE webhook.forwards SET lease_until = now() - interval '1 second'");
        LeasedForward second = repository.lease("crm", 4).getFirst();

        assertFalse(repository.settle("crm", first, new ForwardOutcome.Buried("late")));
        assertTrue(repository.settle("crm", second, new ForwardOutcome.Done()));
        assertFalse(repository.settle("crm", second, new ForwardOutcome.Buried("again")));
        assertEquals("done 0", state("msg_1"));
    }

    @Test
    void whatWasErasedIsNotSent(Forward forward, ForwardTargets targets) {
        due("msg_1", "user.created");
        rows.change("UPDATE webhook.inbox SET payload = NULL");
        due("msg_2", "user.created");
        rows.change("DELETE FROM webhook.inbox WHERE message_id = 'msg_2'");

        forward.run(target(targets, "crm"));

        assertEquals("dead 1 erased", state("msg_1"));
        assertEquals("dead 1 expired", state("msg_2"));
        assertEquals(List.of(), crm.calls());
    }

    @Test
    void anOperatorSeesTargetsAndReplaysADeadLetter(Forward forward, ForwardTargets targets)
            throws Exception {
        due("msg_1", "user.created");
        crm.answers(404);
        forward.run(target(targets, "crm"));

        HttpResponse<String> listed = calls.as("admin", "GET", TARGETS, "");
        HttpResponse<String> dry = calls.as("admin", "POST", REPLAYS, "{\"dryRun\":true}");
        assertEquals("dead 1 status_404", state("msg_1"));
        HttpResponse<String> replayed = calls.as("admin", "POST", REPLAYS, "{\"dryRun\":false}");

        assertTrue(listed.body().contains("\"dead\":1"), listed.body());
        assertTrue(listed.body().contains("\"lastError\":\"status_404\""), listed.body());
        assertFalse(listed.body().contains("/events"), listed.body());
        assertEquals("{\"target\":\"crm\",\"dryRun\":true,\"events\":1}", dry.body());
        assertEquals("{\"target\":\"crm\",\"dryRun\":false,\"events\":1}", replayed.body());
        assertTrue(audit.records().getFirst().contains("\"target\":\"crm\""));
        assertEquals("pending 0 status_404", state("msg_1"));
    }

    @Test
    void nothingIsReplayedWithoutRecordRightOrReason() throws Exception {
        due("msg_1", "user.created");
        rows.change("UPDATE webhook.forwards SET state = 'dead'");

        assertEquals(403, calls.as("member", "POST", REPLAYS, "{\"dryRun\":false}").statusCode());
        assertEquals(403, calls.as("member", "GET", TARGETS, "").statusCode());
        assertEquals(400, calls.as("admin", "POST", REPLAYS, "{}").statusCode());
        assertEquals(400, calls.as("admin", "POST", REPLAYS, "{\"dryRun\":0}").statusCode());
        String unknown = TARGETS + "/none/replays";
        assertEquals(404, calls.as("admin", "POST", unknown, "{\"dryRun\":false}").statusCode());
        audit.setAway(true);
        assertEquals(503, calls.as("admin", "POST", REPLAYS, "{\"dryRun\":false}").statusCode());
        assertEquals("dead 0", state("msg_1"));
    }

    @Test
    void countsEndAtTenThousand() throws Exception {
        rows.change(
                """
                INSERT INTO webhook.forwards (target, message_id, received_at, state, last_error,
                                              last_attempt_at)
                SELECT 'crm', s || n, '2026-11-02', s, CASE s WHEN 'dead' THEN 'status_500' END,
                       CASE s WHEN 'dead' THEN now() END
                  FROM unnest(ARRAY['done', 'pending', 'dead']) AS s, generate_series(1, 10001) AS n
                """);

        String listed = calls.as("admin", "GET", TARGETS, "").body();

        assertTrue(listed.contains("\"pending\":10000,\"done\":10000,\"dead\":10000"), listed);
        assertTrue(listed.contains("\"lastError\":\"status_500\""), listed);
    }

    private static ForwardTarget target(ForwardTargets targets, String name) {
        return targets.find(name).orElseThrow();
    }

    private String state(String id) {
        return rows.get(
                "SELECT concat_ws(' ', state, attempts, last_error) FROM webhook.forwards"
                        + " WHERE message_id = ?",
                id);
    }

    private void due(String id, String type) {
        rows.change(
                """
                INSERT INTO webhook.inbox (message_id, type, subject, received_at, payload,
                                           priority, state, applied_at, next_attempt_at,
                                           secret_index)
                VALUES (?, ?, 'user_1', '2026-11-02', '{"data":{"id":"user_1"}}', 1, 'applied',
                        now(), now(), 0)
                """,
                id,
                type);
        rows.change(
                "INSERT INTO webhook.forwards (target, message_id, received_at)"
                        + " VALUES ('crm', ?, '2026-11-02')",
                id);
    }
}
