package dev.rollcall.webhook.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.contracts.token.ServiceName;
import dev.rollcall.stack.postgres.ServiceRole;
import dev.rollcall.testing.ClerkEvents;
import dev.rollcall.testing.TestDatabase;
import dev.rollcall.webhook.Rows;
import dev.rollcall.webhook.ServiceSettings;
import dev.rollcall.webhook.SignedCalls;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What Prometheus reads of the service, and who else may. */
@MicronautTest(transactional = false)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class MetricsIT implements TestPropertyProvider {

    private static final String METRICS = "/internal/metrics";
    private static final String WRONG = "v1," + "A".repeat(43) + '=';
    private static final String CREATED = ClerkEvents.body("user.created");

    private final TestDatabase database = TestDatabase.create(ServiceRole.WEBHOOK);
    private final Rows rows = new Rows(database);
    private final IdentityStandIn identity = new IdentityStandIn();
    private SignedCalls calls;

    @Override
    public Map<String, String> getProperties() {
        Map<String, String> settings = ServiceSettings.of(database);
        settings.put("micronaut.http.services.identity.url", identity.url());
        return settings;
    }

    @BeforeAll
    void begin(EmbeddedServer server) {
        calls = new SignedCalls(server.getURI());
    }

    @AfterAll
    void end() {
        calls.close();
        identity.close();
    }

    @Test
    void whatArrivedWasRefusedAndDeliveredIsCounted(Delivery delivery) throws Exception {
        identity.answers(IdentityStandIn::applied);
        delivery.deliverDue();
        Map<String, Double> before = figures();

        calls.send(calls.webhook("msg_metrics", CREATED));
        calls.send(calls.webhook("msg_metrics", CREATED));
        calls.send(calls.webhook("msg_metrics", CREATED).setHeader("svix-signature", WRONG));
        delivery.deliverDue();

        Map<String, Double> after = figures();
        after.replaceAll((name, value) -> value - before.getOrDefault(name, 0.0));
        assertEquals(1, after.get("rollcall_webhook_received_total{receipt=\"accepted\"}"));
        assertEquals(1, after.get("rollcall_webhook_received_total{receipt=\"duplicate\"}"));
        assertEquals(1, after.get("rollcall_webhook_refused_total{reason=\"signature_mismatch\"}"));
        assertEquals(1, after.get("rollcall_webhook_settled_total{outcome=\"applied\"}"));
        assertEquals(0, after.get("rollcall_webhook_settled_total{outcome=\"dead\"}"));
        assertEquals(1, after.get("rollcall_webhook_lag_seconds_count"));
        assertEquals(2, after.get("rollcall_webhook_group_events_count"));
    }

    @Test
    void whatSomebodyElseTookOverHasNoOutcomeHere(Delivery delivery) throws Exception {
        identity.answers(
                ids -> {
                    rows.change("UPDATE webhook.inbox SET lease_fence = lease_fence + 1");
                    return IdentityStandIn.applied(ids);
                });
        calls.send(calls.webhook("msg_taken", CREATED));
        Map<String, Double> before = figures();

        delivery.deliverDue();

        Map<String, Double> after = figures();
        after.replaceAll((name, value) -> value - before.getOrDefault(name, 0.0));
        rows.change("TRUNCATE webhook.inbox");
        assertTrue(after.getOrDefault("rollcall_webhook_leases_lost_total", 0.0) >= 1);
        assertEquals(0, after.get("rollcall_webhook_settled_total{outcome=\"applied\"}"));
        assertEquals(0, after.get("rollcall_webhook_lag_seconds_count"));
    }

    @Test
    void bodiesThatAreTooLargeAreCounted() throws Exception {
        byte[] large = new byte[1024 * 1024 + 1];
        Map<String, Double> before = figures();

        calls.send(calls.webhook("msg_large", large, ServiceSettings.SECRET, Instant.now()));
        calls.send(
                calls.webhook("msg_large", large, ServiceSettings.SECRET, Instant.now())
                        .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large))));

        String name = "rollcall_webhook_refused_total{reason=\"too_large\"}";
        assertEquals(2, figures().getOrDefault(name, 0.0) - before.getOrDefault(name, 0.0));
    }

    @Test
    void whatWaitsAndWhetherIdentityIsAwayIsTold(Circuit circuit) throws Exception {
        circuit.foundAway();

        Map<String, Double> figures = figures();

        assertEquals(1, figures.get("rollcall_webhook_identity_away"));
        assertTrue(figures.getOrDefault("rollcall_webhook_pending", -1.0) >= 0, figures::toString);
        assertTrue(figures.getOrDefault("rollcall_webhook_dead", -1.0) >= 0, figures::toString);
        assertTrue(
                figures.getOrDefault("rollcall_webhook_oldest_pending_seconds", -1.0) >= 0,
                figures::toString);
        circuit.answered();
        assertEquals(0, figures().get("rollcall_webhook_identity_away"));
    }

    @Test
    void noLabelHoldsWhatSomebodySent() throws Exception {
        calls.send(calls.webhook("msg_hostile", "{\"type\":\"made.up\"}"));
        calls.send(
                calls.webhook("msg_hostile2", CREATED).setHeader("svix-signature", "v1,hostile"));

        String figures = read(ServiceSettings.METRICS_TOKEN).body();

        assertFalse(figures.contains("made.up"), figures);
        assertFalse(figures.contains("hostile"), figures);
        assertFalse(figures.contains("msg_"), figures);
    }

    @Test
    void nobodyElseReadsThem() throws Exception {
        String wrong = "x".repeat(ServiceSettings.METRICS_TOKEN.length());

        assertEquals(401, calls.send(calls.anonymous(METRICS)).statusCode());
        assertEquals(401, read(wrong).statusCode());
        assertEquals(403, calls.send(calls.to(METRICS)).statusCode(), "the gateway");
        assertEquals(401, read(calls.bearer(ServiceName.AUDIT).substring(7)).statusCode());
    }

    private Map<String, Double> figures() throws Exception {
        Map<String, Double> figures = new HashMap<>();
        read(ServiceSettings.METRICS_TOKEN)
                .body()
                .lines()
                .filter(line -> !line.startsWith("#"))
                .forEach(
                        line -> {
                            int space = line.lastIndexOf(' ');
                            figures.put(
                                    line.substring(0, space),
                                    Double.valueOf(line.substring(space + 1)));
                        });
        return figures;
    }

    private HttpResponse<String> read(String token) throws Exception {
        HttpRequest.Builder request = calls.anonymous(METRICS);
        return calls.send(request.header("Authorization", "Bearer " + token));
    }
}
