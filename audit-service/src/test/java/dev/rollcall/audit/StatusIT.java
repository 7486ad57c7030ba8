package dev.rollcall.audit;

import static dev.rollcall.audit.AuditCalls.created;
import static dev.rollcall.audit.AuditCalls.somebody;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@MicronautTest(transactional = false)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StatusIT implements TestPropertyProvider {

    @Inject EmbeddedServer server;
    @Inject AuditCalls audit;

    private final TestDatabase database = TestDatabase.create(ServiceRole.AUDIT);

    @Override
    public Map<String, String> getProperties() {
        return AuditStack.properties(database);
    }

    @Test
    void theStateOfTheLogIsCounted() {
        String empty = audit.status(server.getURI()).body();
        audit.append(server.getURI(), created(somebody()), created(somebody()));

        String filled = audit.status(server.getURI()).body();

        assertEquals(
                "{\"up\":true,\"parts\":{\"database\":\"up\"},\"facts\":{\"pendingLeaves\":\"0\"}}",
                empty);
        assertTrue(filled.contains("\"pendingLeaves\":\"2\""), filled);
        assertTrue(filled.contains("\"lastRecordedAt\":\"20"), filled);
    }

    @Test
    void readinessIsForEverybodyAndTellsNoDetails() throws Exception {
        HttpResponse<String> answer = get("/health/readiness");

        assertEquals(200, answer.statusCode());
        assertEquals("{\"status\":\"UP\"}", answer.body());
    }

    @Test
    void withoutAServiceTokenNothingElseIsAnswered() throws Exception {
        assertEquals(401, get("/internal/status").statusCode());
        assertEquals(401, get("/api/admin/audit").statusCode());
        assertEquals(401, get("/internal/records").statusCode());
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(
                    HttpRequest.newBuilder(server.getURI().resolve(path)).build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }
}
