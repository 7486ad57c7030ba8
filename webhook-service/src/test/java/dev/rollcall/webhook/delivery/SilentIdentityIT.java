package dev.rollcall.webhook.delivery;

import static dev.rollcall.testing.Patience.BOUND;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.stack.postgres.ServiceRole;
import dev.rollcall.testing.TestDatabase;
import dev.rollcall.webhook.Rows;
import dev.rollcall.webhook.ServiceSettings;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** identity-service says nothing: to anything, or about one event. */
@MicronautTest(transactional = false)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class SilentIdentityIT implements TestPropertyProvider {

    private final TestDatabase database = TestDatabase.create(ServiceRole.WEBHOOK);
    private final Rows rows = new Rows(database);
    private final InboxRows inbox = new InboxRows(rows);
    private final IdentityStandIn identity = new IdentityStandIn();

    @Override
    public Map<String, String> getProperties() {
        Map<String, String> settings = ServiceSettings.of(database);
        settings.put("micronaut.http.services.identity.url", identity.url());
        settings.put("micronaut.http.services.identity.read-timeout", "3s");
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
    void countsASilentIdentityAsAway(Delivery delivery, Circuit circuit) {
        CountDownLatch silence = new CountDownLatch(1);
        identity.answers(
                ids -> {
                    hold(silence);
                    return IdentityStandIn.applied(ids);
                });
        inbox.due("msg_silent");

        delivery.deliverDue();
        silence.countDown();

        assertTrue(circuit.isAway());
        assertEquals("pending t f 0 timeout", inbox.state("msg_silent"));
    }

    @Test
    void theOneThatHangsTimesOutAloneAndItsNeighboursAreApplied(
            Delivery delivery, Circuit circuit) {
        circuit.answered();
        CountDownLatch silence = new CountDownLatch(1);
        identity.answers(
                ids -> {
                    if (ids.contains("msg_hanging")) {
                        hold(silence);
                    }
                    return IdentityStandIn.applied(ids);
                });
        inbox.due("msg_before");
        inbox.due("msg_hanging");
        inbox.due("msg_behind");

        await().atMost(BOUND)
                .until(
                        () -> {
                            delivery.deliverDue();
                            return inbox.state("msg_before").startsWith("applied")
                                    && inbox.state("msg_behind").startsWith("applied")
                                    && identity.calls().contains(List.of("msg_hanging"));
                        });
        silence.countDown();

        assertEquals("pending t f 0 timeout", inbox.state("msg_hanging"));
        assertFalse(circuit.isAway(), "what is silent about one event answers the others");
        assertEquals(3, identity.calls().getFirst().size(), "together at first");
    }

    /** Answers all the same where the test has failed: it has its own error. */
    private static void hold(CountDownLatch latch) {
        try {
            var _ = latch.await(BOUND.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
