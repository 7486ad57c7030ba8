package dev.rollcall.identity;

import static dev.rollcall.testing.Patience.BOUND;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.contracts.token.CallerTable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What makes a row absent, and what must not. */
class ReconcileAbsenceIT {

    private final Reconciliation stage = new Reconciliation();
    private final ClerkDirectory clerk = stage.clerk;
    private final RunningIdentity identity = stage.identity;
    private final AdminCalls admin = stage.admin;

    @AfterEach
    void stop() {
        stage.close();
    }

    @Test
    void aLostDeletionMakesAPersonAbsentUntilClerkShowsThemAgain() {
        stage.fill(5);
        stage.reconcile(false);
        clerk.remove(ClerkDirectory.userId(3));

        AdminCalls.Answer run = stage.reconcile(false);

        assertEquals(1, Reconciliation.number(run, "users", "absent"));
        assertEquals("1", stage.count("users WHERE absent_at IS NOT NULL"));
        assertEquals("0", stage.count("tombstones"));
        clerk.user(ClerkDirectory.userId(3), "Back", ClerkDirectory.CREATED + 1);
        await().atMost(BOUND).until(() -> isBackAfterReconciling());
    }

    @Test
    void whatTheListOmitsAndClerkStillHasIsNotAbsent() {
        stage.fill(5);
        stage.reconcile(false);
        identity.clerk.answer(
                asked ->
                        asked.path().equals("/v1/users") && asked.query().contains("starting_after")
                                ? new WireServer.Answer(200, "[]")
                                : clerk.apply(Reconciliation.withLimit(asked, 3)));

        AdminCalls.Answer run = stage.reconcile(false);

        assertEquals("finished", run.text("state"));
        assertEquals(2, Reconciliation.number(run, "users", "suspected"));
        assertEquals(0, Reconciliation.number(run, "users", "absent"));
        assertEquals("0", stage.count("users WHERE absent_at IS NOT NULL"));
    }

    @Test
    void aMembershipIsAbsentOnlyWhenASecondSweepMissesItToo() {
        stage.fill(2);
        clerk.org("org_1", "Works", ClerkDirectory.CREATED);
        clerk.membership("orgmem_1", "org_1", ClerkDirectory.userId(0), "admin");
        clerk.membership("orgmem_2", "org_1", ClerkDirectory.userId(1), "member");
        stage.reconcile(false);
        clerk.remove("orgmem_2");

        AdminCalls.Answer first = stage.reconcile(false);
        String afterFirst = stage.count("memberships WHERE absent_at IS NOT NULL");
        AdminCalls.Answer second = stage.reconcile(false);

        assertEquals(1, Reconciliation.number(first, "memberships", "suspected"));
        assertEquals("0", afterFirst);
        assertEquals(1, Reconciliation.number(second, "memberships", "absent"));
        assertEquals("1", stage.count("memberships WHERE absent_at IS NOT NULL"));
    }

    @Test
    void anEmptyListAsksInsteadOfMarking() {
        stage.fill(3);
        stage.reconcile(false);
        clerk.listsNothing(true);

        AdminCalls.Answer run = stage.reconcile(false);

        assertEquals("needs_confirmation", run.text("state"));
        assertEquals("many_absent:users", run.text("reason"));
        assertEquals("0", stage.count("users WHERE absent_at IS NOT NULL"));
    }

    @Test
    void aConfirmedRunGoesOnAndStillAsksClerkForEach() {
        stage.fill(15);
        stage.reconcile(false);
        for (int i = 0; i < 12; i++) {
            clerk.remove(ClerkDirectory.userId(i));
        }
        AdminCalls.Answer asked = stage.reconcile(false);

        AdminCalls.Answer confirmed =
                admin.post(Reconciliation.path(asked.text("id")) + "/confirm", "");
        AdminCalls.Answer ended = stage.over(asked.text("id"));

        assertEquals("needs_confirmation", asked.text("state"));
        assertEquals(202, confirmed.status());
        assertEquals("finished", ended.text("state"));
        assertEquals("12", stage.count("users WHERE absent_at IS NOT NULL"));
    }

    @Test
    void aStormOf404MarksNothing() {
        stage.fill(30);
        stage.reconcile(false);
        clerk.answersEverythingWith(
                new WireServer.Answer(404, "{\"errors\":[{\"code\":\"resource_not_found\"}]}"));

        String id = admin.post(CallerTable.RECONCILIATION_RUNS, "{\"dryRun\":false}").text("id");
        await().atMost(BOUND)
                .until(() -> stage.get(id).text("reason").equals("clerk_answered_404"));
        assertEquals("running", stage.get(id).text("state"));
        assertEquals("0", stage.count("users WHERE absent_at IS NOT NULL"));
    }

    @Test
    void anotherInstancesSecretKeyIsRefused() {
        stage.fill(3);
        stage.reconcile(false);
        clerk.isAnotherInstance();
        stage.fillWithStrangers();

        AdminCalls.Answer run = stage.reconcile(false);
        AdminCalls.Answer resync =
                admin.post(
                        CallerTable.ADMIN_USERS + '/' + ClerkDirectory.userId(1) + "/resync", "");

        assertEquals("failed", run.text("state"));
        assertEquals("wrong_instance", run.text("reason"));
        assertEquals(503, resync.status());
        assertEquals("3", stage.count("users WHERE absent_at IS NULL"));
        assertTrue(identity.status().contains("wrong_instance"));
    }

    /** Clerk's clock shows whole seconds: within one, a return is not later than an absence. */
    private boolean isBackAfterReconciling() {
        stage.reconcile(false);
        return stage.count("users WHERE extract(epoch FROM absent_at) * 1000 > version_observed_ms")
                .equals("0");
    }
}
