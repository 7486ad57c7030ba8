package dev.rollcall.acceptance;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.stack.postgres.DatabaseUrl;
import dev.rollcall.stack.postgres.ServiceRole;
import dev.rollcall.testing.ClerkEvents;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Somebody holds a row in PostgreSQL: its event waits for as long, and nobody else does. */
class HeldRowIT {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final RunningStack stack = RunningStack.get();

    @Test
    void onlyTheEventOfALockedRowWaits() throws SQLException {
        long start = Instant.now().minusSeconds(60).toEpochMilli();
        String userId = newId();
        awaitApplied(send("user.created", userId, start, "Before"));

        String held;
        DatabaseUrl identity =
                DatabaseUrl.parse("identity", stack.databaseUrl(ServiceRole.IDENTITY), false);
        try (Connection holder = identity.connect()) {
            holder.setAutoCommit(false);
            lock(userId, holder);
            held = send("user.updated", userId, start + 1000, "After");
            for (int i = 0; i < 8; i++) {
                awaitApplied(send("user.created", newId(), start, "Neighbour"));
            }
            assertEquals("pending", state(held));
            holder.rollback();
        }

        awaitApplied(held);
        assertEquals(
                "After",
                stack.value("SELECT first_name FROM identity.users WHERE clerk_id = ?", userId));
    }

    private static void lock(String userId, Connection holder) throws SQLException {
        try (PreparedStatement statement =
                holder.prepareStatement(
                        "SELECT id FROM identity.users WHERE clerk_id = ? FOR UPDATE")) {
            statement.setString(1, userId);
            try (ResultSet rows = statement.executeQuery()) {
                assertTrue(rows.next());
            }
        }
    }

    private void awaitApplied(String messageId) {
        await().atMost(Patience.BOUND)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> state(messageId).equals("applied"));
    }

    private String state(String messageId) {
        return stack.value("SELECT state FROM webhook.inbox WHERE message_id = ?", messageId);
    }

    private String send(String type, String userId, long updatedMs, String firstName) {
        JsonNode sent = stack.clerk().send(event(type, userId, updatedMs, firstName));
        assertEquals(200, sent.path("status").asInt(), sent.toString());
        return sent.path("id").asText();
    }

    private static String event(String type, String userId, long updatedMs, String firstName) {
        try {
            ObjectNode event = (ObjectNode) JSON.readTree(ClerkEvents.body("user.created"));
            event.put("type", type).put("timestamp", updatedMs);
            ObjectNode user = (ObjectNode) event.path("data");
            user.put("id", userId).put("first_name", firstName).put("updated_at", updatedMs);
            return event.toString();
        } catch (IOException ourOwnFile) {
            throw new AssertionError(ourOwnFile);
        }
    }

    private static String newId() {
        return "user_" + UUID.randomUUID().toString().replace("-", "");
    }
}
