package dev.rollcall.webhook.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.stack.postgres.ServiceRole;
import dev.rollcall.testing.TestDatabase;
import dev.rollcall.webhook.Rows;
import dev.rollcall.webhook.ServiceSettings;
import dev.rollcall.webhook.delivery.IdentityStandIn.Answer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.validation.Validator;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@MicronautTest(transactional = false)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class DeliveryIT implements TestPropertyProvider {

    private final TestDatabase database = TestDatabase.create(ServiceRole.WEBHOOK);
    private final Rows rows = new Rows(database);
    private final InboxRows inbox = new InboxRows(rows);
    private final IdentityStandIn identity = new IdentityStandIn();

    @Override
    public Map<String, String> getProperties() {
        Map<String, String> settings = ServiceSettings.of(database);
        settings.put("micronaut.http.services.identity.url", identity.url());
        // a slow machine is no fault; less than the lease
        settings.put("micronaut.http.services.identity.read-timeout", "25s");
        return settings;
    }

    @BeforeEach
    void startEmpty(Circuit circuit) {
        rows.change("TRUNCATE webhook.inbox");
        identity.answers(IdentityStandIn::applied);
        circuit.answered();
    }

    @AfterAll
    void closeIdentity() {
        identity.close();
    }

    @Test
    void hasTheDocumentedDefaultsAndRefusesNonsense(
            DeliveryConfiguration configuration, Validator validator) {
        Duration lease = Duration.ofSeconds(30);
        Duration poll = Duration.ofMillis(500);

        assertEquals(new DeliveryConfiguration(false, 250, 2, lease, poll, 10), configuration);
        assertEquals(
                3,
                validator.validate(new DeliveryConfiguration(true, 0, 0, lease, poll, 0)).size());
    }

    @Test
    void sendsWhatIsDueInOneCallAndMarksItApplied(Delivery delivery) {
        inbox.due("msg_a");
        inbox.due("msg_b");

        assertEquals(2, delivery.deliverDue());

        assertEquals(1, identity.calls().size());
        assertEquals("applied t t 0", inbox.state("msg_a"));
        assertEquals("applied t t 0", inbox.state("msg_b"));
        assertEquals(0, delivery.deliverDue());
        assertTrue(identity.tokens().getLast().startsWith("Bearer ey"));
    }

    @Test
    void sendsWhatTakesAccessAwayFirst(Delivery delivery) {
        inbox.due("msg_ordinary");
        inbox.due("msg_urgent");
        rows.change("UPDATE webhook.inbox SET priority = 0 WHERE message_id = 'msg_urgent'");
        for (int i = 0; i < 100; i++) {
            inbox.due("msg_other_" + i);
        }

        int sent = delivery.deliverDue();

        assertEquals("applied t t 0", inbox.state("msg_urgent"));
        assertEquals(
                Integer.toString(102 - sent),
                rows.get("SELECT count(*) FROM webhook.inbox WHERE state = 'pending'"));
    }

    @Test
    void leavesWhatIsNotDue(Delivery delivery) {
        inbox.due("msg_later");
        rows.change("UPDATE webhook.inbox SET next_attempt_at = now() + interval '1 minute'");

        assertEquals(0, delivery.deliverDue());
    }

    @Test
    void keepsTheReasonOfWhatHadNoEffect(Delivery delivery) {
        identity.answers(ids -> IdentityStandIn.outcomes(ids, "STALE", "\"older\"", false));
        inbox.due("msg_stale");

        delivery.deliverDue();

        assertEquals("ignored t f 0 older", inbox.state("msg_stale"));
    }

    @Test
    void postponesAFailureAndBuriesTheTenth(Delivery delivery) {
        identity.answers(ids -> IdentityStandIn.outcomes(ids, "FAILED", "\"locked\"", true));
        inbox.due("msg_failing");

        delivery.deliverDue();

        assertEquals("pending t f 1 locked", inbox.state("msg_failing"));
        rows.change("UPDATE webhook.inbox SET attempts = 9, next_attempt_at = now()");
        delivery.deliverDue();
        assertEquals("dead t f 10 locked locked", inbox.state("msg_failing"));
    }

    @Test
    void theTimelineTellsEachAttemptAndKeepsTheLastTwenty(Delivery delivery) {
        identity.answers(ids -> IdentityStandIn.outcomes(ids, "FAILED", "\"locked\"", true));
        inbox.due("msg_told");

        delivery.deliverDue();
        String first = rows.get("SELECT timeline[1] FROM webhook.inbox");
        rows.change(
                "UPDATE webhook.inbox SET next_attempt_at = now(),"
                        + " timeline = array_fill('{}'::text, ARRAY[20])");
        delivery.deliverDue();

        assertTrue(first.contains("\"outcome\":\"postponed\",\"code\":\"locked\""), first);
        assertEquals("20", rows.get("SELECT cardinality(timeline) FROM webhook.inbox"));
        assertTrue(rows.get("SELECT timeline[20] FROM webhook.inbox").contains("locked"));
    }

    @Test
    void leavesALeasedEventToWhoeverHoldsIt(Delivery delivery, LeaseRepository leases) {
        inbox.due("msg_held");
        leases.lease(10, 30);

        assertEquals(0, delivery.deliverDue());
    }

    @Test
    void takesOverALeaseThatRanOut(Delivery delivery, LeaseRepository leases) {
        inbox.due("msg_left");
        leases.lease(10, 30);
        rows.change("UPDATE webhook.inbox SET lease_until = now() - interval '1 second'");
        identity.answers(ids -> IdentityStandIn.outcomes(ids, "DUPLICATE", "null", false));

        assertEquals(1, delivery.deliverDue());

        assertEquals("applied t t 0", inbox.state("msg_left"));
    }

    @Test
    void refusesTheLateOutcomeOfAZombie(LeaseRepository leases, SettlementRepository settlements) {
        inbox.due("msg_zombie");
        LeasedEvent zombie = leases.lease(10, 30).getFirst();
        rows.change("UPDATE webhook.inbox SET lease_until = now() - interval '1 second'");
        LeasedEvent heir = leases.lease(10, 30).getFirst();

        assertEquals(
                Set.of(),
                settlements.settle(Map.of(zombie, new Settlement.Buried("late")), Map.of()));

        assertEquals(zombie.leaseFence() + 1, heir.leaseFence());
        assertEquals("pending f f 0", inbox.state("msg_zombie"));
        assertEquals(
                Set.of("msg_zombie"),
                settlements.settle(Map.of(heir, new Settlement.Applied()), Map.of()));
        assertEquals(
                Set.of(),
                settlements.settle(Map.of(heir, new Settlement.Buried("again")), Map.of()));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 401, 404, 500, 503})
    void opensTheCircuitWithoutBurningAttempts(int status, Delivery delivery, Circuit circuit) {
        identity.answers(ids -> new Answer(status, "{}"));
        inbox.due("msg_waiting");

        delivery.deliverDue();

        assertTrue(circuit.isAway());
        assertTrue(
                inbox.state("msg_waiting").startsWith("pending t f 0 "),
                inbox.state("msg_waiting"));
    }

    @Test
    void whatIsHeldUpAtIdentityIsDeferredWithoutAnAttempt(Delivery delivery) {
        identity.answers(ids -> IdentityStandIn.outcomes(ids, "BLOCKED", "\"blocked\"", false));
        inbox.due("msg_held_up");
        rows.change("UPDATE webhook.inbox SET attempts = 9");

        delivery.deliverDue();

        assertEquals("pending t f 9 blocked", inbox.state("msg_held_up"));
        assertTrue(
                rows.get("SELECT timeline[1] FROM webhook.inbox")
                        .contains("\"outcome\":\"postponed\",\"code\":\"blocked\""));
    }

    @Test
    void whatIdentityDidNotReachIsDueAtOnce(Delivery delivery) {
        identity.answers(ids -> IdentityStandIn.outcomes(ids, "UNTRIED", "null", false));
        inbox.due("msg_untried");

        delivery.deliverDue();

        assertEquals("pending t f 0 untried", inbox.state("msg_untried"));
        identity.answers(IdentityStandIn::applied);
        assertEquals(1, delivery.deliverDue());
    }

    @Test
    void whatWasHeldUpInABatchGoesAloneNextTime(Delivery delivery) {
        identity.answers(ids -> IdentityStandIn.outcomes(ids, "UNTRIED", "null", false));
        inbox.due("msg_one");
        inbox.due("msg_two");
        delivery.deliverDue();
        assertEquals(2, identity.calls().getFirst().size(), "together at first");
        identity.answers(IdentityStandIn::applied);

        delivery.deliverDue();

        assertEquals(List.of(1, 1), identity.calls().stream().map(List::size).toList());
        assertTrue(inbox.state("msg_one").startsWith("applied"));
        assertTrue(inbox.state("msg_two").startsWith("applied"));
    }

    @Test
    void aDuplicateOfWhatHadNoEffectHasNone(Delivery delivery, LeaseRepository leases) {
        inbox.due("msg_twice");
        leases.lease(10, 30);
        rows.change("UPDATE webhook.inbox SET lease_until = now() - interval '1 second'");
        identity.answers(
                ids ->
                        new Answer(
                                200,
                                """
                                {"outcomes":[{"messageId":"msg_twice","result":"DUPLICATE",
                                              "retryable":false,"first":"STALE"}]}
                                """));

        delivery.deliverDue();

        assertEquals("ignored t f 0 stale", inbox.state("msg_twice"));
    }

    @Test
    void takesNoMoreThanFitsIntoMemory(LeaseRepository leases) {
        rows.change(
                """
                INSERT INTO webhook.inbox (message_id, type, received_at, payload, priority, state,
                                           next_attempt_at, secret_index)
                SELECT 'msg_large_' || n, 'user.created', now(),
                       convert_to(repeat('x', CASE n WHEN 0 THEN 9000000 ELSE 1000000 END), 'UTF8'),
                       CASE n WHEN 0 THEN 0 ELSE 1 END, 'pending', now(), 0
                  FROM generate_series(0, 11) n
                """);

        assertEquals(1, leases.lease(100, 30).size());
        assertEquals(8, leases.lease(100, 30).size());
        assertEquals(3, leases.lease(100, 30).size());
        assertEquals(0, leases.lease(100, 30).size());
    }

    @Test
    void findsTheOneThatSpoilsABatch(Delivery delivery) {
        identity.answers(
                ids ->
                        ids.contains("msg_spoilt_5")
                                ? new Answer(400, "{}")
                                : IdentityStandIn.applied(ids));
        for (int i = 0; i < 8; i++) {
            inbox.due("msg_spoilt_" + i);
        }

        // a slow machine makes batches small; and what failed may be due again by then
        for (int i = 0; i < 8; i++) {
            delivery.deliverDue();
        }

        assertEquals("7", rows.get("SELECT count(*) FROM webhook.inbox WHERE state = 'applied'"));
        String spoilt = inbox.state("msg_spoilt_5");
        assertTrue(spoilt.matches("pending t f [1-8] status_400"), spoilt);
    }

    @Test
    void postponesWhatTheAnswerLeavesOut(Delivery delivery) {
        identity.answers(ids -> IdentityStandIn.applied(ids.subList(0, 1)));
        inbox.due("msg_first");
        inbox.due("msg_second");

        delivery.deliverDue();

        assertEquals(
                List.of("applied", "pending"),
                rows.list("SELECT state FROM webhook.inbox ORDER BY state"));
    }

    @Test
    void usesTheIndexMadeForTheClaim() {
        assertTrue(
                String.join(
                                "\n",
                                rows.list(
                                        "EXPLAIN SELECT 1 FROM webhook.inbox WHERE state ="
                                                + " 'pending' AND next_attempt_at <= now() ORDER BY"
                                                + " priority, next_attempt_at LIMIT 100"))
                        .contains("priority_next_attempt_at"));
    }
}
