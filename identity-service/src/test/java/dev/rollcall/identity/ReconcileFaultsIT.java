package dev.rollcall.identity;

import static dev.rollcall.testing.Patience.BOUND;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.contracts.token.CallerTable;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Reconciliation while Clerk or its caller misbehaves. */
class ReconcileFaultsIT {

    private final Reconciliation stage = new Reconciliation();
    private final ClerkDirectory clerk = stage.clerk;
    private final RunningIdentity identity = stage.identity;
    private final AdminCalls admin = stage.admin;

    @AfterEach
    void stop() {
        stage.close();
    }

    @Test
    void aRateLimitPausesTheRunForAsLongAsClerkAsks() {
        stage.fill(3);
        AtomicInteger refused = new AtomicInteger();
        identity.clerk.answer(
                asked ->
                        asked.path().equals("/v1/users") && refused.getAndIncrement() == 0
                                ? new WireServer.Answer(429, "{}", Map.of("Retry-After", "3"))
                                : clerk.apply(asked));
        Instant before = Instant.now();

        AdminCalls.Answer run = stage.reconcile(false);

        assertEquals("finished", run.text("state"));
        assertTrue(Duration.between(before, Instant.now()).toMillis() >= 3000);
    }

    @Test
    void pagesThatAreNoneAreWaitedFor() {
        stage.fill(3);
        identity.clerk.answer(
                asked ->
                        asked.path().equals("/v1/users")
                                ? new WireServer.Answer(200, "{\"data\":1}")
                                : clerk.apply(asked));
        String id = admin.post(CallerTable.RECONCILIATION_RUNS, "{\"dryRun\":false}").text("id");
        await().atMost(BOUND)
                .until(() -> stage.get(id).text("reason").equals("clerk_answered_nonsense"));

        identity.clerk.answer(clerk);

        assertEquals("finished", stage.over(id).text("state"));
        assertEquals("3", stage.count("users"));
    }

    @Test
    void anObjectThatCannotBeReadCostsOnlyItself() {
        stage.fill(3);
        clerk.user("user_000001", "\\u0000", ClerkDirectory.CREATED);

        AdminCalls.Answer run = stage.reconcile(false);

        assertEquals(1, Reconciliation.number(run, "users", "unusable"));
        assertEquals(2, Reconciliation.number(run, "users", "repaired"));
    }

    @Test
    void onlyOneRunAtATime() {
        identity.clerk.answer(
                asked ->
                        asked.path().equals("/v1/users")
                                ? new WireServer.Answer(500, "{}")
                                : clerk.apply(asked));
        String id = admin.post(CallerTable.RECONCILIATION_RUNS, "{\"dryRun\":false}").text("id");

        AdminCalls.Answer second =
                admin.post(CallerTable.RECONCILIATION_RUNS, "{\"dryRun\":false}");

        assertEquals(409, second.status());
        assertEquals(
                "cancelled", admin.post(Reconciliation.path(id) + "/cancel", "").text("state"));
        assertEquals(409, admin.post(Reconciliation.path(id) + "/confirm", "").status());
    }

    @Test
    void nonsenseIsNamed() {
        AdminCalls member = new AdminCalls(identity, "member", "user_somebody");
        String runs = CallerTable.RECONCILIATION_RUNS;

        assertEquals(403, member.post(runs, "{\"dryRun\":true}").status());
        assertEquals(403, member.get(runs).status());
        assertEquals(400, admin.post(runs, "{}").status());
        assertEquals(400, admin.post(runs, "{\"dryRun\":true,\"state\":\"finished\"}").status());
        assertEquals(400, admin.post(runs, "[]").status());
        assertEquals(400, admin.get(runs + "?limit=0").status());
        assertEquals(400, admin.get(runs + "?limit=1&limit=2").status());
        assertEquals(400, admin.get(runs + "?before=x").status());
        assertEquals(400, admin.get(runs + "?sort=id").status());
        assertEquals(404, admin.get(runs + "/nothing").status());
        assertEquals(
                404,
                admin.post(
                                Reconciliation.path("01890000-0000-7000-8000-000000000000")
                                        + "/confirm",
                                "")
                        .status());
    }

    @Test
    void listsRunsNewestFirst() {
        String first = stage.reconcile(true).text("id");
        String second = stage.reconcile(true).text("id");

        AdminCalls.Answer page = admin.get(CallerTable.RECONCILIATION_RUNS + "?limit=1");

        assertEquals(second, page.text("runs", 0, "id"));
        AdminCalls.Answer rest =
                admin.get(CallerTable.RECONCILIATION_RUNS + "?before=" + page.text("next"));
        assertEquals(first, rest.text("runs", 0, "id"));
    }
}
