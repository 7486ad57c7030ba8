package dev.rollcall.contracts.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.contracts.audit.AuditAction;
import dev.rollcall.contracts.audit.AuditEntry;
import dev.rollcall.contracts.id.ClerkUserId;
import dev.rollcall.contracts.id.MessageId;
import dev.rollcall.contracts.personal.EmailAddress;
import dev.rollcall.contracts.resolve.ResolveRequest;
import dev.rollcall.contracts.resolve.TokenClaims;
import io.micronaut.serde.ObjectMapper;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@MicronautTest(startApplication = false)
class WireTest {

    @Inject ObjectMapper json;

    @Test
    void anApplyRequestComesBackEqual() throws IOException {
        ApplyRequest request =
                new ApplyRequest(
                        List.of(
                                new EventDelivery(
                                        new MessageId("msg_1"),
                                        "user.created",
                                        Instant.parse("2026-11-20T10:00:00.123456Z"),
                                        "{\"data\":{}}")));

        String text = json.writeValueAsString(request);

        assertTrue(text.contains("\"messageId\":\"msg_1\""), text);
        assertEquals(request, json.readValue(text, ApplyRequest.class));
    }

    @Test
    void aResolveRequestComesBackEqual() throws IOException {
        ResolveRequest request =
                new ResolveRequest(
                        new ClerkUserId("user_1"),
                        new TokenClaims(
                                Instant.parse("2026-11-20T10:00:00Z"),
                                new EmailAddress("ada@example.com"),
                                null,
                                null,
                                null,
                                null,
                                "admin",
                                null,
                                null),
                        false);

        String text = json.writeValueAsString(request);

        assertTrue(text.contains("\"email\":\"ada@example.com\""), text);
        assertEquals(request, json.readValue(text, ResolveRequest.class));
    }

    @Test
    void anAuditEntryComesBackEqual() throws IOException {
        ClerkUserId ada = new ClerkUserId("user_1");
        AuditEntry entry =
                new AuditEntry(
                        UUID.randomUUID(),
                        Instant.parse("2026-11-20T10:00:00Z"),
                        AuditAction.USER_UPDATED,
                        AuditEntry.Outcome.SUCCEEDED,
                        AuditEntry.Actor.service("identity"),
                        ada,
                        null,
                        null,
                        Map.of("source", "webhook"),
                        List.of(new AuditEntry.Detail(ada, "email", "ada@example.com")));

        assertEquals(entry, json.readValue(json.writeValueAsString(entry), AuditEntry.class));
    }

    @Test
    void anIdOfTheWrongShapeIsRefused() {
        String text = "{\"clerkId\":\"org_1\",\"claims\":{\"issuedAt\":\"2026-11-20T10:00:00Z\"}}";

        assertThrows(IOException.class, () -> json.readValue(text, ResolveRequest.class));
    }

    @Test
    void personalDataIsMaskedInText() {
        assertEquals("***", new EmailAddress("ada@example.com").toString());
    }
}
