package dev.rollcall.audit;

import static dev.rollcall.audit.AuditCalls.created;
import static dev.rollcall.audit.AuditCalls.reader;
import static dev.rollcall.audit.AuditCalls.somebody;
import static dev.rollcall.testing.Patience.BOUND;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.contracts.token.ServiceName;
import dev.rollcall.stack.postgres.ServiceRole;
import dev.rollcall.testing.TestDatabase;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@MicronautTest(transactional = false)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DatabaseAwayIT implements TestPropertyProvider {

    @Inject EmbeddedServer server;
    @Inject AuditCalls audit;

    private final TestDatabase database = TestDatabase.create(ServiceRole.AUDIT);

    @Override
    public Map<String, String> getProperties() {
        Map<String, String> properties = new HashMap<>(AuditStack.properties(database));
        properties.put("datasources.default.connection-timeout", "500");
        return properties;
    }

    @AfterEach
    void bringBack() {
        elsewhere("ALTER DATABASE %s WITH ALLOW_CONNECTIONS true");
    }

    @Test
    void callsAreToldToComeBackAndFindItAgain() {
        assertEquals(200, append().statusCode());
        takeAway();

        Awaitility.await().atMost(BOUND).until(() -> ready() == 503);
        HttpResponse<String> append = append();
        HttpResponse<String> query = audit.query(server.getURI(), reader("admin"), "");
        HttpResponse<String> status = audit.status(server.getURI());

        for (HttpResponse<String> answer : List.of(append, query)) {
            assertEquals(503, answer.statusCode());
            assertTrue(answer.headers().firstValue("Retry-After").isPresent());
            assertTrue(answer.body().contains("\"unavailable\""), answer.body());
            assertFalse(answer.body().contains("SQL"), answer.body());
        }
        assertTrue(status.body().contains("\"up\":false"), status.body());

        bringBack();
        Awaitility.await().atMost(BOUND).until(() -> append().statusCode() == 200);
        Awaitility.await().atMost(BOUND).until(() -> ready() == 200);
    }

    private HttpResponse<String> append() {
        String body = audit.write(Map.of("entries", List.of(created(somebody()))));
        return audit.post(server.getURI(), ServiceName.IDENTITY, body);
    }

    private int ready() throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(server.getURI().resolve("/health/readiness")).build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        }
    }

    private void takeAway() {
        elsewhere("ALTER DATABASE %s WITH ALLOW_CONNECTIONS false");
        elsewhere("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '%s'");
    }

    /** From another database of the server, for this one is closed to everybody. */
    private void elsewhere(String sql) {
        String url = database.adminUrl();
        String name = url.substring(url.lastIndexOf('/') + 1).replaceFirst("\\?.*", "");
        try (Connection connection = AuditStack.DATABASE.adminDataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql.formatted(name));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
