package dev.rollcall.webhook.replay;

import dev.rollcall.contracts.admin.WebhookReplay;
import dev.rollcall.contracts.id.MessageId;
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
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Orders of replay. Thread-safe. */
@Singleton
final class ReplayRepository {

    /** Whether an event can be delivered: a pending one is on its way already. */
    private static final String COUNT =
            """
            SELECT count(*) FILTER (WHERE usable) AS usable,
                   count(*) FILTER (WHERE NOT usable) AS unusable,
                   count(*) FILTER (WHERE erased) AS erased
              FROM (SELECT type IS NOT NULL AND payload IS NOT NULL AS usable,
                           payload IS NULL AS erased
                      FROM webhook.inbox
                     WHERE received_at >= ? AND received_at < ?
                       AND (CAST(? AS text) IS NULL OR message_id = ?)
                       AND (state = 'dead' OR state <> 'pending' AND ?)
                     LIMIT ?) AS found
            """;

    private static final String INSERT =
            """
            INSERT INTO webhook.replays
                   (id, kind, message_id, since, until, rate, state, total, after_received_at,
                    after_message_id, next_step_at, requested_by, started_at)
            VALUES (?, ?, ?, ?, ?, ?, 'running', ?, ?, '', now(), ?, now())
            ON CONFLICT DO NOTHING
            """;

    private static final String SELECT =
            """
            SELECT id, kind, message_id, since, until, rate, state, total, replayed, skipped,
                   started_at, ended_at
              FROM webhook.replays
            """;

    private static final String CANCEL =
            """
            UPDATE webhook.replays
               SET state = 'cancelled', ended_at = now()
             WHERE id = ? AND state = 'running'
            """;

    private static final int MOST_LISTED = 100;

    private final SqlTransactions transactions;

    ReplayRepository(SqlTransactions transactions) {
        this.transactions = transactions;
    }

    /** Counted up to a bound; beyond it usable and unusable ones are as many as it. */
    record Count(long usable, long unusable, long erased) {}

    Count count(ReplayScope scope, int atMost) {
        return transactions.write(
                connection -> {
                    try (PreparedStatement statement = connection.prepareStatement(COUNT)) {
                        String id = id(scope);
                        statement.setObject(1, time(scope.since()));
                        statement.setObject(2, time(scope.until()));
                        statement.setString(3, id);
                        statement.setString(4, id);
                        statement.setBoolean(5, scope.kind() != ReplayScope.Kind.FAILED);
                        statement.setInt(6, atMost);
                        try (ResultSet row = statement.executeQuery()) {
                            row.next();
                            return new Count(
                                    row.getLong("usable"),
                                    row.getLong("unusable"),
                                    row.getLong("erased"));
                        }
                    }
                });
    }

    /** False while another one runs. */
    boolean append(UUID id, ReplayScope scope, int rate, long total, UUID by) {
        return transactions.write(
                connection -> {
                    try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
                        statement.setObject(1, id);
                        statement.setString(2, ReplayCommands.wire(scope.kind()));
                        statement.setString(3, id(scope));
                        statement.setObject(4, time(scope.since()));
                        statement.setObject(5, time(scope.until()));
                        statement.setInt(6, rate);
                        statement.setLong(7, total);
                        statement.setObject(8, time(scope.since()));
                        statement.setObject(9, by);
                        return statement.executeUpdate() == 1;
                    }
                });
    }

    boolean isRunning() {
        return !query(SELECT + " WHERE state = 'running'", null).isEmpty();
    }

    Optional<WebhookReplay> find(UUID id) {
        return query(SELECT + " WHERE id = ?", id).stream().findFirst();
    }

    List<WebhookReplay> list() {
        return query(SELECT + " ORDER BY id DESC LIMIT " + MOST_LISTED, null);
    }

    /** False if it is over. */
    boolean cancel(UUID id) {
        return transactions.write(
                connection -> {
                    try (PreparedStatement statement = connection.prepareStatement(CANCEL)) {
                        statement.setObject(1, id);
                        return statement.executeUpdate() == 1;
                    }
                });
    }

    private List<WebhookReplay> query(String sql, @Nullable UUID id) {
        return transactions.write(connection -> query(connection, sql, id));
    }

    private static List<WebhookReplay> query(Connection connection, String sql, @Nullable UUID id)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            if (id != null) {
                statement.setObject(1, id);
            }
            List<WebhookReplay> found = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.add(replay(rows));
                }
            }
            return found;
        }
    }

    private static WebhookReplay replay(ResultSet row) throws SQLException {
        String messageId = row.getString("message_id");
        OffsetDateTime endedAt = row.getObject("ended_at", OffsetDateTime.class);
        return new WebhookReplay(
                row.getObject("id", UUID.class),
                row.getString("kind"),
                messageId == null ? null : new MessageId(messageId),
                row.getObject("since", OffsetDateTime.class).toInstant(),
                row.getObject("until", OffsetDateTime.class).toInstant(),
                row.getInt("rate"),
                row.getString("state"),
                row.getLong("total"),
                row.getLong("replayed"),
                row.getLong("skipped"),
                row.getObject("started_at", OffsetDateTime.class).toInstant(),
                endedAt == null ? null : endedAt.toInstant());
    }

    private static @Nullable String id(ReplayScope scope) {
        MessageId id = scope.messageId();
        return id == null ? null : id.value();
    }

    private static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
