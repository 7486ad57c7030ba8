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

    private static final String FIGURES =
            """
            SELECT count(*) FILTER (WHERE state = 'pending') AS pending,
                   count(*) FILTER (WHERE state = 'done') AS done,
                   count(*) FILTER (WHERE state = 'dead') AS dead,
                   min(received_at) FILTER (WHERE state = 'pending') AS oldest_pending_at,
                   (SELECT last_error FROM webhook.forwards WHERE target = ? AND state <> 'done'
                       AND last_error IS NOT NULL ORDER BY last_attempt_at DESC LIMIT 1)
                     AS last_error,
                   max(last_attempt_at) FILTER (WHERE state <> 'done' AND last_error IS NOT NULL)
                     AS last_error_at
              FROM webhook.forwards
             WHERE target = ?
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
