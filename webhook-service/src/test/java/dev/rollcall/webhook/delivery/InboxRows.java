package dev.rollcall.webhook.delivery;

import dev.rollcall.webhook.Rows;
import java.nio.charset.StandardCharsets;

/** Events as they stand in the inbox, put there and looked at by hand. */
final class InboxRows {

    private final Rows rows;

    InboxRows(Rows rows) {
        this.rows = rows;
    }

    void due(String id) {
        rows.change(
                """
                INSERT INTO webhook.inbox (message_id, type, received_at, payload, priority, state,
                                           next_attempt_at, secret_index)
                VALUES (?, 'user.created', now(), ?, 1, 'pending', now(), 0)
                """,
                id,
                "{\"type\":\"user.created\",\"name\":\"Žofie\"}".getBytes(StandardCharsets.UTF_8));
    }

    /** State, whether it is free, whether it was applied, attempts, reason, last error. */
    String state(String id) {
        return rows.get(
                """
                SELECT concat_ws(' ', state, lease_until IS NULL, applied_at IS NOT NULL, attempts,
                                 reason, last_error)
                  FROM webhook.inbox
                 WHERE message_id = ?
                """,
                id);
    }
}
