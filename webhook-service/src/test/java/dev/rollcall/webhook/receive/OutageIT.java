package dev.rollcall.webhook.receive;

import static dev.rollcall.testing.Patience.BOUND;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.stack.postgres.ServiceRole;
import dev.rollcall.testing.ClerkEvents;
import dev.rollcall.testing.TestDatabase;
import dev.rollcall.webhook.Rows;
import dev.rollcall.webhook.ServiceSettings;
import dev.rollcall.webhook.SignedCalls;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The database lets nobody in any more, and drops who is in. */
@MicronautTest(transactional = false)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class OutageIT implements TestPropertyProvider {

    private final TestDatabase database = TestDatabase.create(ServiceRole.WEBHOOK);
    private final Rows rows = new Rows(database);

    @Override
    public Map<String, String> getProperties() {
        Map<String, String> settings = ServiceSettings.of(database);
        settings.put("datasources.default.connection-timeout", "500");
        return settings;
    }

    @BeforeEach
    void lockOut() {
        database("REVOKE CONNECT ON DATABASE %s FROM rollcall_webhook");
        rows.list(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                        + " WHERE datname = current_database() AND usename = 'rollcall_webhook'");
    }

    @AfterEach
    void letIn() {
        database("GRANT CONNECT ON DATABASE %s TO rollcall_webhook");
    }

    @Test
    void asksTheSenderToComeBackAndTakesTheEventThen(EmbeddedServer server) throws Exception {
        try (SignedCalls calls = new SignedCalls(server.getURI())) {
            HttpResponse<String> refused = send(calls);
            assertEquals(503, refused.statusCode());
            assertEquals("5", refused.headers().firstValue("Retry-After").orElse(""));
            assertTrue(refused.body().contains("\"code\":\"unavailable\""));

            letIn();

            await().atMost(BOUND).untilAsserted(() -> assertEquals(200, send(calls).statusCode()));
        }
    }

    @Test
    void isAliveButNotReadyAndSaysWhy(EmbeddedServer server) throws Exception {
        try (SignedCalls calls = new SignedCalls(server.getURI())) {
            assertEquals(200, calls.send(calls.anonymous("/health/liveness")).statusCode());
            await().atMost(BOUND)
                    .untilAsserted(
                            () ->
                                    assertEquals(
                                            503,
                                            calls.send(calls.anonymous("/health/readiness"))
                                                    .statusCode()));
            String status = calls.send(calls.to("/internal/status")).body();
            assertTrue(status.startsWith("{\"up\":false,"), status);
            assertTrue(status.contains("\"database\":\"unreachable\""), status);
        }
    }

    private static HttpResponse<String> send(SignedCalls calls) throws Exception {
        return calls.send(calls.webhook("msg_outage", ClerkEvents.body("user.created")));
    }

    private void database(String statement) {
        rows.change(statement.formatted(rows.get("SELECT quote_ident(current_database())")));
    }
}
