package dev.rollcall.webhook.forward;

import dev.rollcall.contracts.admin.WebhookTarget;
import dev.rollcall.webhook.inbox.SqlTransactions;
import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** Targets as operators see them. Thread-safe. */
@Singleton
final class TargetRepository {

    /**
     * Bounded, however much lies there: the first ten thousand that wait and that are dead, each by
     * the index of its state, and of all the first thirty thousand, by the key.
     */
    private static final String FIGURES =
            """
            WITH waiting AS (
              SELECT received_at, last_error, last_attempt_at
                FROM webhook.forwards
               WHERE target = ? AND state = 'pending'
               ORDER BY next_attempt_at
               LIMIT 10000),
            dead AS (
              SELECT last_error, last_attempt_at
                FROM webhook.forwards
               WHERE target = ? AND state = 'dead'
               LIMIT 10000),
            seen AS (
              SELECT state
                FROM webhook.forwards
               WHERE target = ?
               ORDER BY message_id
               LIMIT 30000),
            failed AS (
              SELECT last_error, last_attempt_at
                FROM (SELECT last_error, last_attempt_at FROM waiting
                      UNION ALL
                      SELECT last_error, last_attempt_at FROM dead) AS f
               WHERE last_error IS NOT NULL
               ORDER BY last_attempt_at DESC
               LIMIT 1)
            SELECT (SELECT count(*) FROM waiting) AS pending,
                   (SELECT least(count(*), 10000) FROM seen WHERE state = 'done') AS done,
                   (SELECT count(*) FROM dead) AS dead,
                   (SELECT min(received_at) FROM waiting) AS oldest_pending_at,
                   (SELECT last_error FROM failed) AS last_error,
                   (SELECT last_attempt_at FROM failed) AS last_error_at
            """;

    private static final String COUNT_DEAD =
            "SELECT count(*) FROM webhook.forwards WHERE target = ? AND state = 'dead'";

    private static final String REPLAY =
            """
            UPDATE webhook.forwards
               SET state = 'pending', attempts = 0, next_attempt_at = now(), lease_until = NULL
             WHERE target = ? AND state = 'dead'
            """;

    private final SqlTransactions transactions;

    TargetRepository(SqlTransactions transactions) {
        this.transactions = transactions;
    }

    WebhookTarget read(ForwardTarget target) {
        return transactions.write(
                connection -> {
                    try (PreparedStatement statement = connection.prepareStatement(FIGURES)) {
                        statement.setString(1, target.name());
                        statement.setString(2, target.name());
                        statement.setString(3, target.name());
                        try (ResultSet row = statement.executeQuery()) {
                            row.next();
                            return figures(target, row);
                        }
                    }
                });
    }

    long countDead(ForwardTarget target) {
        return transactions.write(
                connection -> {
                    try (PreparedStatement statement = connection.prepareStatement(COUNT_DEAD)) {
                        statement.setString(1, target.name());
                        try (ResultSet row = statement.executeQuery()) {
                            row.next();
                            return row.getLong(1);
                        }
                    }
                });
    }

    /** How many are due again. */
    long replay(ForwardTarget target) {
        return transactions.write(
                connection -> {
                    try (PreparedStatement statement = connection.prepareStatement(REPLAY)) {
                        statement.setString(1, target.name());
                        return (long) statement.executeUpdate();
                    }
                });
    }

    private static WebhookTarget figures(ForwardTarget target, ResultSet row) throws SQLException {
        return new WebhookTarget(
                target.name(),
                target.url().toString(),
                row.getLong("pending"),
                row.getLong("done"),
                row.getLong("dead"),
                instant(row, "oldest_pending_at"),
                row.getString("last_error"),
                instant(row, "last_error_at"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
