package dev.rollcall.identity;

import static dev.rollcall.testing.Patience.BOUND;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.contracts.token.CallerTable;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Reconciliation over HTTP and a real PostgreSQL: import, repair, report, resume. */
class ReconcileIT {

    private static final int MANY = 1200;

    private final Reconciliation stage = new Reconciliation();
    private final ClerkDirectory clerk = stage.clerk;
    private final RunningIdentity identity = stage.identity;
    private final AdminCalls admin = stage.admin;

    @AfterEach
    void stop() {
        stage.close();
    }

    @Test
    void importsEverythingIntoAnEmptyMirror() {
        stage.fill(MANY);
        clerk.org("org_1", "Works", ClerkDirectory.CREATED);
        clerk.membership("orgmem_1", "org_1", ClerkDirectory.userId(7), "admin");

        AdminCalls.Answer run = stage.reconcile(false);

        assertEquals("finished", run.text("state"));
        assertEquals(MANY, Reconciliation.number(run, "users", "missing"));
        assertEquals(MANY, Reconciliation.number(run, "users", "repaired"));
        assertEquals(1, Reconciliation.number(run, "memberships", "seen"));
        assertEquals("1200", stage.count("users WHERE sync_status = 'active'"));
        assertEquals("1", stage.count("orgs WHERE clerk_id = 'org_1' AND name = 'Works'"));
        assertEquals(
                "admin",
                identity.value(
                        "SELECT role FROM identity.memberships m WHERE clerk_id IS NOT NULL"));
    }

    @Test
    void startsByItselfOnAnEmptyMirror() {
        stage.fill(3);

        try (RunningIdentity scheduled = stage.start(Map.of("rollcall.reconcile.interval", "1h"))) {
            await().atMost(BOUND)
                    .until(
                            () ->
                                    scheduled
                                            .value(
                                                    "SELECT kind || ' ' || state FROM"
                                                            + " identity.reconcile_runs")
                                            .equals("import finished"));

            assertEquals("3", scheduled.value("SELECT count(*) FROM identity.users"));
        }
    }

    @Test
    void reportsAndRepairsWhatTheMirrorMissed() {
        stage.fill(5);
        stage.reconcile(false);
        clerk.user(ClerkDirectory.userId(2), "Renamed", ClerkDirectory.CREATED + 5_000);
        clerk.user(ClerkDirectory.userId(6), "New", ClerkDirectory.CREATED);

        AdminCalls.Answer run = stage.reconcile(false);

        assertEquals(1, Reconciliation.number(run, "users", "stale"));
        assertEquals(1, Reconciliation.number(run, "users", "missing"));
        assertEquals(4, Reconciliation.number(run, "users", "unchanged"));
        assertEquals(2, Reconciliation.number(run, "users", "repaired"));
        assertTrue(Reconciliation.number(run, "users", "oldestDriftMillis") > 0);
        assertEquals("Renamed", stage.firstName(2));
    }

    @Test
    void aDryRunChangesNothingButTheReport() {
        stage.fill(5);
        stage.reconcile(false);
        clerk.user(ClerkDirectory.userId(2), "Renamed", ClerkDirectory.CREATED + 5_000);
        clerk.user(ClerkDirectory.userId(6), "New", ClerkDirectory.CREATED);
        clerk.remove(ClerkDirectory.userId(3));
        String before =
                identity.value(
                        "SELECT md5(string_agg(u::text, ',' ORDER BY id)) FROM identity.users u");

        AdminCalls.Answer run = stage.reconcile(true);

        assertEquals(1, Reconciliation.number(run, "users", "stale"));
        assertEquals(1, Reconciliation.number(run, "users", "missing"));
        assertEquals(1, Reconciliation.number(run, "users", "absent"));
        assertEquals(0, Reconciliation.number(run, "users", "repaired"));
        assertEquals(
                before,
                identity.value(
                        "SELECT md5(string_agg(u::text, ',' ORDER BY id)) FROM identity.users u"));
    }

    @Test
    void goesOnAfterACrashFromWhereItWas() {
        stage.fill(MANY);
        AtomicBoolean broken = new AtomicBoolean(true);
        identity.clerk.answer(
                asked ->
                        broken.get() && asked.query().contains("starting_after")
                                ? new WireServer.Answer(500, "{}")
                                : clerk.apply(asked));
        String id = admin.post(CallerTable.RECONCILIATION_RUNS, "{\"dryRun\":false}").text("id");
        await().atMost(BOUND).until(() -> !stage.get(id).text("reason").isEmpty());
        int pages = clerk.pages();
        identity.close();

        try (RunningIdentity next = stage.another()) {
            AdminCalls other = new AdminCalls(next);
            await().atMost(BOUND)
                    .until(
                            () ->
                                    other.get(Reconciliation.path(id))
                                            .text("state")
                                            .equals("finished"));

            AdminCalls.Answer run = other.get(Reconciliation.path(id));
            assertEquals(1, pages);
            assertEquals(MANY, Reconciliation.number(run, "users", "missing"));
            assertEquals(MANY, Reconciliation.number(run, "users", "seen"));
            assertEquals(
                    "1200",
                    next.value("SELECT count(*) FROM identity.users WHERE clerk_id IS NOT NULL"));
        }
    }

    @Test
    void anEventDuringTheWalkIsNotOverwrittenByTheOlderPage() {
        stage.fill(3);
        stage.reconcile(false);
        AtomicBoolean once = new AtomicBoolean(true);
        clerk.beforePage(
                () -> {
                    if (once.getAndSet(false)) {
                        identity.apply("msg_1", "user.updated", Reconciliation.event(1, "Newest"));
                        identity.apply(
                                "msg_2", "user.created", Reconciliation.event(900, "Latecomer"));
                    }
                });

        AdminCalls.Answer run = stage.reconcile(false);

        assertEquals("finished", run.text("state"));
        assertEquals("Newest", stage.firstName(1));
        assertEquals("0", stage.count("users WHERE absent_at IS NOT NULL"));
    }

    @Test
    void aDeletionThatClerkStillListsStaysADeletion() {
        stage.fill(3);
        stage.reconcile(false);
        identity.apply(
                "msg_1",
                "user.deleted",
                "{\"type\":\"user.deleted\",\"timestamp\":%d,\"data\":{\"id\":\"%s\",\"deleted\":true}}"
                        .formatted(Instant.now().toEpochMilli(), ClerkDirectory.userId(1)));

        AdminCalls.Answer run = stage.reconcile(false);

        assertEquals(1, Reconciliation.number(run, "users", "deleted"));
        assertEquals("2", stage.count("users WHERE clerk_id IS NOT NULL"));
    }
}
