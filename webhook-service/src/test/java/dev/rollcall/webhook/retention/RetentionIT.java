package dev.rollcall.webhook.retention;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.contracts.admin.WebhookRetentionRun;
import dev.rollcall.contracts.start.SettingsException;
import dev.rollcall.stack.postgres.ServiceRole;
import dev.rollcall.testing.TestDatabase;
import dev.rollcall.webhook.Rows;
import dev.rollcall.webhook.ServiceSettings;
import dev.rollcall.webhook.SignedCalls;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** W9: payloads go after a time, and what was seen stays known longer. */
@MicronautTest(transactional = false)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RetentionIT implements TestPropertyProvider {

    private static final String RUNS = "/api/admin/webhooks/retention-runs";

    private final TestDatabase database = TestDatabase.create(ServiceRole.WEBHOOK);
    private final Rows rows = new Rows(database);
    private final YearMonth old = YearMonth.now(ZoneOffset.UTC).minusMonths(3);

    @Override
    public Map<String, String> getProperties() {
        return ServiceSettings.of(database);
    }

    @BeforeEach
    void startWithAnOldMonth() {
        rows.change("TRUNCATE webhook.inbox, webhook.received_messages, webhook.retention_runs");
        rows.change("SELECT webhook.make_inbox_partition(?)", old.atDay(1));
    }

    @Test
    void aMonthGoesWithItsPayloadsAndItsIdsStayKnown(RunRetention retention) {
        event("msg_old", "dead", RetentionPolicy.end(old).minusSeconds(1));
        event("msg_new", "dead", Instant.now());

        WebhookRetentionRun run = retention.run(false);

        assertEquals(1, run.months(), run.toString());
        assertEquals(1, run.events(), run.toString());
        assertEquals(List.of("msg_new"), rows.list("SELECT message_id FROM webhook.inbox"));
        assertEquals(
                "1",
                rows.get(
                        "SELECT count(*) FROM webhook.received_messages"
                                + " WHERE message_id = 'msg_old'"));
    }

    @Test
    void whatIsStillToBeDeliveredHoldsItsMonth(RunRetention retention) {
        event("msg_pending", "pending", RetentionPolicy.start(old));
        event("msg_done", "dead", RetentionPolicy.start(old));

        WebhookRetentionRun run = retention.run(false);

        assertEquals(1, run.monthsHeld(), run.toString());
        assertEquals("2", rows.get("SELECT count(*) FROM webhook.inbox"));
        assertEquals(
                "f",
                rows.get(
                        "SELECT left(CAST(webhook.drop_inbox_partition(?) AS text), 1)",
                        old.atDay(1)));
    }

    @Test
    void aDryRunOnlyCounts(RunRetention retention) {
        event("msg_old", "dead", RetentionPolicy.start(old));

        WebhookRetentionRun run = retention.run(true);

        assertEquals(1, run.events(), run.toString());
        assertEquals("1", rows.get("SELECT count(*) FROM webhook.inbox"));
    }

    @Test
    void idsGoAfterTheirOwnTime(RunRetention retention) {
        seen("msg_ancient", Instant.now().minus(Duration.ofDays(121)));
        seen("msg_replayable", Instant.now().minus(Duration.ofDays(89)));

        WebhookRetentionRun run = retention.run(false);

        assertEquals(1, run.messageIds(), run.toString());
        assertEquals(
                List.of("msg_replayable"),
                rows.list("SELECT message_id FROM webhook.received_messages"));
    }

    @Test
    void nothingYoungerCanBeDeletedWhateverTheServiceIsTold(RetentionRepository repository) {
        seen("msg_replayable", Instant.now().minus(Duration.ofDays(89)));

        assertEquals(0, repository.deleteIds(Instant.now(), 10));
        assertThrows(RuntimeException.class, () -> repository.drop(YearMonth.now(ZoneOffset.UTC)));
    }

    @Test
    void anAdministratorRunsItAndSeesTheRuns(EmbeddedServer server) throws Exception {
        try (SignedCalls calls = new SignedCalls(server.getURI())) {
            String dry = calls.as("admin", "POST", RUNS, "{\"dryRun\":true}").body();

            assertTrue(dry.contains("\"dryRun\":true"), dry);
            assertTrue(calls.as("admin", "GET", RUNS, "").body().contains("payloadsBefore"));
            for (String vague : List.of("{}", "{\"dryRun\":\"false\"}", "{\"dryRun\":0}")) {
                assertEquals(400, calls.as("admin", "POST", RUNS, vague).statusCode(), vague);
            }
            assertEquals(403, calls.as("member", "POST", RUNS, "{}").statusCode());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "-P1D", "PT23H", "P3651D"})
    void aTimeOutOfBoundsIsRefusedByName(String payloads) {
        SettingsException refused =
                assertThrows(
                        SettingsException.class,
                        () -> new RetentionConfiguration(Duration.parse(payloads)));

        assertTrue(refused.toString().contains("ROLLCALL_WEBHOOK_RETENTION"));
    }

    private void event(String id, String state, Instant at) {
        seen(id, at);
        rows.change(
                """
                INSERT INTO webhook.inbox (message_id, type, received_at, payload, priority, state,
                                           reason, next_attempt_at, secret_index)
                VALUES (?, 'user.created', CAST(? AS timestamptz), '{}', 1, ?,
                        CASE ? WHEN 'dead' THEN 'made up' END, now(), 0)
                """,
                id,
                at.toString(),
                state,
                state);
    }

    private void seen(String id, Instant at) {
        rows.change(
                """
                INSERT INTO webhook.received_messages (message_id, body_sha256, received_at)
                VALUES (?, decode(repeat('00', 32), 'hex'), CAST(? AS timestamptz))
                """,
                id,
                at.toString());
    }
}
