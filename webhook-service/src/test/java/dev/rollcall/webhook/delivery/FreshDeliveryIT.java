package dev.rollcall.webhook.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.contracts.id.MessageId;
import dev.rollcall.stack.postgres.ServiceRole;
import dev.rollcall.testing.TestDatabase;
import dev.rollcall.webhook.Rows;
import dev.rollcall.webhook.ServiceSettings;
import dev.rollcall.webhook.inbox.Arrival;
import dev.rollcall.webhook.inbox.FreshEvents;
import dev.rollcall.webhook.inbox.Inbox;
import dev.rollcall.webhook.inbox.OwnInstance;
import dev.rollcall.webhook.inbox.Payload;
import dev.rollcall.webhook.inbox.StillFreshEvents;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What was just accepted goes out from memory, and whatever happens its row tells the truth. */
@MicronautTest(transactional = false)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class FreshDeliveryIT implements TestPropertyProvider {

    private static final String BODY = "{\"type\":\"user.created\",\"data\":{\"id\":\"user_1\"}}";

    private final TestDatabase database = TestDatabase.create(ServiceRole.WEBHOOK);
    private final Rows rows = new Rows(database);
    private final IdentityStandIn identity = new IdentityStandIn();

    @Inject private Inbox inbox;
    @Inject private OwnInstance instance;
    @Inject private FreshEvents freshEvents;
    @Inject private LeaseRepository leases;
    @Inject private Delivery delivery;
    @Inject private DueEvents due;

    @Override
    public Map<String, String> getProperties() {
        Map<String, String> settings = ServiceSettings.of(database);
        settings.put("micronaut.http.services.identity.url", identity.url());
        settings.put(StillFreshEvents.WANTED, "true");
        return settings;
    }

    @BeforeEach
    void startEmpty(Circuit circuit) {
        freshEvents.take(Integer.MAX_VALUE);
        freshEvents.open();
        rows.change("TRUNCATE webhook.inbox, webhook.received_messages");
        identity.answers(IdentityStandIn::applied);
        circuit.answered();
    }

    @AfterAll
    void closeIdentity() {
        identity.close();
    }

    @Test
    void isInsertedUnderALeaseAndSettledUnderIt() {
        accept("msg_1");

        assertEquals("pending t 1", state("msg_1"));
        assertEquals(List.of(), leases.lease(10, 30));
        assertEquals(1, delivery.deliverDue());
        assertEquals("applied f 1", state("msg_1"));
        assertEquals(List.of(List.of("msg_1")), identity.calls());
    }

    @Test
    void isLeasedFromTheInboxWhereNobodyTakes() {
        freshEvents.close();

        accept("msg_1");

        assertEquals("pending f 0", state("msg_1"));
        assertEquals(1, delivery.deliverDue());
        assertEquals("applied f 1", state("msg_1"));
    }

    @Test
    void somebodyElsesLeaseAfterOursCountsMore() {
        accept("msg_1");
        rows.change("UPDATE webhook.inbox SET lease_until = now() - interval '1 second'");
        assertEquals(1, leases.lease(10, 30).size());

        delivery.deliverDue();

        assertEquals("pending t 2", state("msg_1"));
    }

    @Test
    void whatWaitsInTheInboxTakesTurnsWithWhatIsFresh() {
        freshEvents.close();
        for (int i = 0; i < 40; i++) {
            accept("msg_old_" + i);
        }
        freshEvents.open();
        for (int i = 0; i < 40; i++) {
            accept("msg_new_" + i);
        }

        delivery.deliverDue();
        delivery.deliverDue();

        assertTrue(identity.calls().stream().anyMatch(ids -> ids.getFirst().contains("old")));
        assertTrue(identity.calls().stream().anyMatch(ids -> ids.getFirst().contains("new")));
    }

    @Test
    void whatIsLeftAtTheEndIsDueForEverybodyAtOnce() {
        accept("msg_1");

        freshEvents.close();
        delivery.handBack();

        assertEquals("pending f 1", state("msg_1"));
        assertEquals(1, leases.lease(10, 30).size());
    }

    @Test
    void whileABatchIsOnItsWayOnlyAFullOneFollows() {
        accept("msg_1");
        due.next(2);
        accept("msg_2");

        assertEquals(List.of(), due.next(2));
        accept("msg_3");
        assertEquals(2, due.next(2).size());

        accept("msg_4");
        due.arrived();
        assertEquals(List.of(), due.next(2));
        due.arrived();
        assertEquals(1, due.next(2).size());
        due.arrived();
    }

    @Test
    void aRevocationIsNextWhateverIsOnItsWay() {
        freshEvents.close();
        for (int i = 0; i < 6; i++) {
            accept("msg_old_" + i);
        }
        freshEvents.open();
        assertEquals(2, due.next(2).size());
        assertEquals(2, due.next(2).size());

        accept("msg_fresh");
        accept("msg_urgent", "session.revoked");

        assertEquals("msg_urgent", due.next(2).getFirst().messageId());
        for (int i = 0; i < 3; i++) {
            due.arrived();
        }
    }

    @Test
    void itsLeaseLastsForTheWaitAndTheWholeTimeOut() {
        accept("msg_1");

        assertEquals(
                "15",
                rows.get(
                        "SELECT extract(epoch FROM lease_until - next_attempt_at)::int"
                                + " FROM webhook.inbox WHERE message_id = 'msg_1'"));
    }

    @Test
    void isDueAgainWhereIdentityIsAway() {
        identity.answers(ids -> new IdentityStandIn.Answer(503, "{}"));
        accept("msg_1");

        delivery.deliverDue();

        assertEquals("pending f 1", state("msg_1"));
    }

    private void accept(String id) {
        accept(id, "user.created");
    }

    private void accept(String id, String type) {
        String body = BODY.replace("user.created", type);
        Payload payload = new Payload(body.getBytes(StandardCharsets.UTF_8));
        inbox.append(
                        new Arrival(
                                new MessageId(id),
                                payload,
                                instance.read(payload),
                                Instant.now().truncatedTo(ChronoUnit.MICROS),
                                0,
                                null))
                .join();
    }

    /** Its state, whether it is leased, its fence. */
    private String state(String id) {
        return rows.get(
                "SELECT concat_ws(' ', state, lease_until IS NOT NULL, lease_fence)"
                        + " FROM webhook.inbox WHERE message_id = ?",
                id);
    }
}
