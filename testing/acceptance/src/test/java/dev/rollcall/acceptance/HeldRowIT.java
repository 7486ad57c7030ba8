package dev.rollcall.acceptance;

import static dev.rollcall.testing.Patience.BOUND;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.stack.postgres.DatabaseUrl;
import dev.rollcall.stack.postgres.ServiceRole;
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
            assertEquals("pending", stack.inboxState(held));
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
        await().atMost(BOUND)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> stack.inboxState(messageId).equals("applied"));
    }

    private String send(String type, String userId, long updatedMs, String firstName) {
        JsonNode sent = stack.clerk().send(UserEvents.body(type, userId, updatedMs, firstName));
        assertEquals(200, sent.path("status").asInt(), sent.toString());
        return sent.path("id").asText();
    }

    private static String newId() {
        return "user_" + UUID.randomUUID().toString().replace("-", "");
    }
}
