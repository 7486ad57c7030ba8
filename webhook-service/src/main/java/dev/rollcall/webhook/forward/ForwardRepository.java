package dev.rollcall.webhook.forward;

import dev.rollcall.webhook.inbox.SqlTransactions;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Leases and outcomes of one target's rows, on the database's clock. Thread-safe. */
@Singleton
final class ForwardRepository {

    /** Longer than a call takes, with everything around it. */
    private static final int LEASE_SECONDS = 60;

    private static final String LEASE =
            """
            WITH due AS (
              SELECT target, message_id
                FROM webhook.forwards
               WHERE target = ?
                 AND state = 'pending'
                 AND next_attempt_at <= now()
                 AND (lease_until IS NULL OR lease_until < now())
               ORDER BY next_attempt_at
               LIMIT ?
                 FOR UPDATE SKIP LOCKED),
            leased AS (
              UPDATE webhook.forwards AS f
                 SET lease_until = now() + ? * interval '1 second',
                     lease_fence = f.lease_fence + 1
                FROM due
               WHERE f.target = due.target AND f.message_id = due.message_id
              RETURNING f.message_id, f.received_at, f.attempts, f.lease_fence)
            SELECT l.message_id, l.received_at, l.attempts, l.lease_fence,
                   i.type, i.subject, i.occurred_at, i.payload
              FROM leased l
              LEFT JOIN webhook.inbox i
                ON i.message_id = l.message_id AND i.received_at = l.received_at
            """;

    private static final String SETTLE =
            """
            UPDATE webhook.forwards
               SET state = ?,
                   attempts = attempts + ?,
                   last_error = COALESCE(?, last_error),
                   next_attempt_at = now() + ? * interval '1 millisecond',
                   lease_until = NULL,
                   last_attempt_at = now()
             WHERE target = ? AND message_id = ? AND lease_fence = ? AND state = 'pending'
            """;

    private static final String DELETE =
            """
            DELETE FROM webhook.forwards
             WHERE ctid = ANY (ARRAY(SELECT ctid
                                       FROM webhook.forwards
                                      WHERE received_at < ? AND state <> 'pending'
                                      LIMIT 5000))
            """;

    private final SqlTransactions transactions;

    ForwardRepository(SqlTransactions transactions) {
        this.transactions = transactions;
    }

    /** Up to so many due events of a target; skips what others hold. */
    List<LeasedForward> lease(String target, int most) {
        return transactions.write(
                connection -> {
                    try (PreparedStatement statement = connection.prepareStatement(LEASE)) {
                        statement.setString(1, target);
                        statement.setInt(2, most);
                        statement.setInt(3, LEASE_SECONDS);
                        return read(statement);
                    }
                });
    }

    /** False if the lease had run out and gone to somebody else. */
    boolean settle(String target, LeasedForward event, ForwardOutcome outcome) {
        return transactions.write(connection -> settle(connection, target, event, outcome));
    }

    /** How many settled rows of events that arrived before went. */
    int delete(Instant before) {
        return transactions.write(
                connection -> {
                    try (PreparedStatement statement = connection.prepareStatement(DELETE)) {
                        statement.setObject(1, before.atOffset(ZoneOffset.UTC));
                        return statement.executeUpdate();
                    }
                });
    }

    private static boolean settle(
            Connection connection, String target, LeasedForward event, ForwardOutcome outcome)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(SETTLE)) {
            switch (outcome) {
                case ForwardOutcome.Done done -> bind(statement, "done", 0, null, 0);
                case ForwardOutcome.Postponed postponed ->
                        bind(
                                statement,
                                "pending",
                                1,
                                postponed.error(),
                                postponed.delay().toMillis());
                case ForwardOutcome.Buried buried -> bind(statement, "dead", 1, buried.error(), 0);
            }
            statement.setString(5, target);
            statement.setString(6, event.messageId());
            statement.setLong(7, event.leaseFence());
            return statement.executeUpdate() == 1;
        }
    }

    private static void bind(
            PreparedStatement statement,
            String state,
            int failures,
            @Nullable String error,
            long delayMillis)
            throws SQLException {
        statement.setString(1, state);
        statement.setInt(2, failures);
        statement.setString(3, error);
        statement.setLong(4, delayMillis);
    }

    private static List<LeasedForward> read(PreparedStatement statement) throws SQLException {
        List<LeasedForward> leased = new ArrayList<>();
        try (ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                OffsetDateTime occurredAt = row.getObject("occurred_at", OffsetDateTime.class);
                byte[] payload = row.getBytes("payload");
                leased.add(
                        new LeasedForward(
                                row.getString("message_id"),
                                row.getObject("received_at", OffsetDateTime.class).toInstant(),
                                row.getInt("attempts"),
                                row.getLong("lease_fence"),
                                row.getString("type"),
                                row.getString("subject"),
                                occurredAt == null ? null : occurredAt.toInstant(),
                                payload == null ? null : new LeasedForward.Payload(payload)));
            }
        }
        return leased;
    }
}
