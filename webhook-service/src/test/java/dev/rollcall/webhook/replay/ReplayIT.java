package dev.rollcall.webhook.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** TW42: events delivered again on an operator's word. */
@MicronautTest(transactional = false)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ReplayIT implements TestPropertyProvider {

    private static final String REPLAYS = "/api/admin/webhooks/replays";
    private static final String ALL = "\"kind\":\"all\",\"since\":\"2026-03-02T00:00:00Z\"";
    private static final Pattern ID = Pattern.compile("\"id\":\"([^\"]+)\"");

    private final TestDatabase database = TestDatabase.create(ServiceRole.WEBHOOK);
    private final Rows rows = new Rows(database);
    private final AuditStandIn audit = new AuditStandIn();

    private SignedCalls calls = new SignedCalls(URI.create("http://127.0.0.1"));

    @Override
    public Map<String, String> getProperties() {
        Map<String, String> settings = ServiceSettings.of(database);
        settings.put("micronaut.http.services.audit.url", audit.url());
        return settings;
    }

    @BeforeAll
    void findServer(EmbeddedServer server) {
        calls = new SignedCalls(server.getURI());
    }

    @BeforeEach
    void startEmpty() {
        rows.change("TRUNCATE webhook.inbox, webhook.replays");
        audit.setAway(false);
        audit.records().clear();
    }

    @AfterAll
    void close() {
        calls.close();
        audit.close();
    }

    @Test
    void aDryRunCountsAndChangesNothing() throws Exception {
        event("msg_dead", "dead", "2026-03-02");
        event("msg_applied", "applied", "2026-03-03");
        event("msg_before", "dead", "2026-03-01");
        event("msg_erased", "dead", "2026-03-03");
        rows.change("UPDATE webhook.inbox SET payload = NULL WHERE message_id = 'msg_erased'");

        HttpResponse<String> all = replay(ALL + ",\"dryRun\":true");
        HttpResponse<String> failed = replay(ALL.replace("all", "failed") + ",\"dryRun\":true");

        assertEquals(200, all.statusCode(), all.body());
        assertTrue(all.body().contains("\"total\":2"), all.body());
        assertTrue(all.body().contains("\"skipped\":1"), all.body());
        assertTrue(failed.body().contains("\"total\":1"), failed.body());
        assertEquals("0", rows.get("SELECT count(*) FROM webhook.inbox WHERE state = 'pending'"));
        assertEquals("0", rows.get("SELECT count(*) FROM webhook.replays"));
        assertEquals(List.of(), audit.records());
    }

    @Test
    void allSinceGoesStepByStepAtItsRate(ReplayStep step) throws Exception {
        for (int i = 1; i <= 5; i++) {
            event("msg_" + i, i % 2 == 0 ? "applied" : "dead", "2026-03-0" + i);
        }

        HttpResponse<String> started = replay(ALL + ",\"rate\":3,\"dryRun\":false");

        assertEquals(202, started.statusCode(), started.body());
        assertEquals(Optional.of(3L), step.run());
        assertEquals(Optional.empty(), step.run());
        due();
        assertEquals(Optional.of(1L), step.run());
        due();
        assertEquals(Optional.empty(), step.run());
        assertEquals("done 4 0", progress());
        assertEquals(
                List.of(
                        "msg_1 dead",
                        "msg_2 pending applied",
                        "msg_3 pending dead",
                        "msg_4 pending applied",
                        "msg_5 pending dead"),
                rows.list(
                        "SELECT concat_ws(' ', message_id, state, replayed_from)"
                                + " FROM webhook.inbox ORDER BY message_id"));
        assertTrue(audit.records().getFirst().contains("WEBHOOK_REPLAYED"));
    }

    @Test
    void failedSinceLeavesWhatWasApplied(ReplayStep step) throws Exception {
        event("msg_dead", "dead", "2026-03-02");
        event("msg_applied", "applied", "2026-03-02");

        replay(ALL.replace("all", "failed") + ",\"dryRun\":false");
        step.run();

        assertEquals(
                List.of("applied", "pending"),
                rows.list("SELECT state FROM webhook.inbox ORDER BY state"));
    }

    @Test
    void oneIsReplayedAlone(ReplayStep step) throws Exception {
        event("msg_one", "dead", "2026-03-02");
        event("msg_other", "dead", "2026-03-02");

        HttpResponse<String> started = one("msg_one");
        step.run();

        assertEquals(202, started.statusCode(), started.body());
        assertEquals(
                "msg_one", rows.get("SELECT message_id FROM webhook.inbox WHERE state='pending'"));
    }

    @Test
    void whatIsErasedOrUselessIsRefusedWithTheReason() throws Exception {
        event("msg_erased", "applied", "2026-03-02");
        rows.change("UPDATE webhook.inbox SET payload = NULL");
        event("msg_poison", "dead", "2026-03-02");
        rows.change("UPDATE webhook.inbox SET type = NULL WHERE message_id = 'msg_poison'");

        assertEquals(409, one("msg_erased").statusCode());
        assertEquals(409, one("msg_poison").statusCode());
        assertEquals(404, one("msg_unknown").statusCode());
        assertTrue(one("msg_erased").body().contains("\"code\":\"event_erased\""));
        assertTrue(one("msg_poison").body().contains("\"code\":\"conflict\""));
        assertEquals("0", rows.get("SELECT count(*) FROM webhook.replays"));
    }

    @Test
    void oneRunsAtATimeAndCanBeCancelled(ReplayStep step) throws Exception {
        event("msg_1", "dead", "2026-03-02");
        Matcher id = ID.matcher(replay(ALL + ",\"dryRun\":false").body());
        assertTrue(id.find());

        HttpResponse<String> second = replay(ALL + ",\"dryRun\":false");
        String cancel = REPLAYS + '/' + id.group(1) + "/cancel";
        HttpResponse<String> cancelled = calls.as("admin", "POST", cancel, "");

        assertEquals(409, second.statusCode());
        assertEquals(200, cancelled.statusCode(), cancelled.body());
        assertEquals(409, calls.as("admin", "POST", cancel, "").statusCode());
        assertEquals(Optional.empty(), step.run());
        assertEquals("cancelled 0 0", progress());
        assertTrue(calls.as("admin", "GET", REPLAYS, "").body().contains(id.group(1)));
    }

    @Test
    void nothingIsReplayedThatCannotBePutOnRecord() throws Exception {
        event("msg_1", "dead", "2026-03-02");
        audit.setAway(true);

        assertEquals(503, replay(ALL + ",\"dryRun\":false").statusCode());
        assertEquals("0", rows.get("SELECT count(*) FROM webhook.replays"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"kind\":\"all\",\"dryRun\":true",
                "\"kind\":\"some\",\"since\":\"2026-03-02T00:00:00Z\",\"dryRun\":true",
                "\"kind\":\"all\",\"since\":\"2099-03-02T00:00:00Z\",\"dryRun\":true",
                "\"kind\":\"all\",\"since\":\"yesterday\",\"dryRun\":true",
                "\"kind\":\"one\",\"dryRun\":true",
                "\"kind\":\"one\",\"messageId\":\"../x\",\"dryRun\":true",
                ALL + ",\"rate\":0,\"dryRun\":true",
                ALL + ",\"rate\":1001,\"dryRun\":true",
                ALL + ",\"dryRun\":true,\"force\":true",
                ALL + ",\"dryRun\":\"false\"",
                ALL + ",\"dryRun\":0",
                ALL + ",\"rate\":\"10\",\"dryRun\":true",
                ALL
            })
    void anythingElseIsRefused(String fields) throws Exception {
        HttpResponse<String> answer = replay(fields);

        assertEquals(400, answer.statusCode(), answer.body());
        assertFalse(answer.body().contains("yesterday"), answer.body());
    }

    @Test
    void onlyAdministratorsReplay() throws Exception {
        String body = '{' + ALL + ",\"dryRun\":false}";

        assertEquals(403, calls.as("member", "POST", REPLAYS, body).statusCode());
        assertEquals(403, calls.as("compliance", "GET", REPLAYS, "").statusCode());
        assertEquals("0", rows.get("SELECT count(*) FROM webhook.replays"));
    }

    private HttpResponse<String> replay(String fields) throws Exception {
        return calls.as("admin", "POST", REPLAYS, '{' + fields + '}');
    }

    private HttpResponse<String> one(String id) throws Exception {
        return replay("\"kind\":\"one\",\"messageId\":\"" + id + "\",\"dryRun\":false");
    }

    private void due() {
        rows.change("UPDATE webhook.replays SET next_step_at = now()");
    }

    private String progress() {
        return rows.get("SELECT concat_ws(' ', state, replayed, skipped) FROM webhook.replays");
    }

    private void event(String id, String state, String day) {
        rows.change(
                """
                INSERT INTO webhook.inbox (message_id, type, received_at, payload, priority, state,
                                           reason, applied_at, next_attempt_at, secret_index)
                VALUES (?, 'user.created', CAST(? AS timestamptz), '{}', 1, ?,
                        CASE ? WHEN 'applied' THEN NULL ELSE 'made up' END,
                        CASE ? WHEN 'applied' THEN now() END, now(), 0)
                """,
                id,
                day + " 00:00:00Z",
                state,
                state,
                state);
    }
}
