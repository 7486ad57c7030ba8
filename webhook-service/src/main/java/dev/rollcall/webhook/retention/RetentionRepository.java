package dev.rollcall.webhook.retention;

import dev.rollcall.contracts.admin.WebhookRetentionRun;
import dev.rollcall.webhook.inbox.SqlTransactions;
import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The months of the inbox, the ids that were seen, and the runs that removed some. Thread-safe. */
@Singleton
final class RetentionRepository {

    private static final String MONTHS =
            """
            SELECT substr(c.relname, 7)
              FROM pg_inherits p
              JOIN pg_class c ON c.oid = p.inhrelid
             WHERE p.inhparent = CAST('webhook.inbox' AS regclass)
               AND c.relname ~ '^inbox_[0-9]{4}_[0-9]{2}$'
             ORDER BY c.relname
            """;

    private static final String COUNT =
            """
            SELECT count(*), count(*) FILTER (WHERE state = 'pending')
              FROM webhook.inbox
             WHERE received_at >= ? AND received_at < ?
            """;

    private static final String DROP = "SELECT webhook.drop_inbox_partition(?)";

    private static final String COUNT_IDS =
            "SELECT count(*) FROM webhook.received_messages WHERE received_at < ?";

    private static final String DELETE_IDS =
            """
            DELETE FROM webhook.received_messages
             WHERE ctid = ANY (ARRAY(SELECT ctid
                                       FROM webhook.received_messages
                                      WHERE received_at < ?
                                      LIMIT ?))
            """;

    private static final String INSERT =
            """
            INSERT INTO webhook.retention_runs
                   (id, dry_run, started_at, ended_at, payloads_before, months, events,
                    months_held, message_ids)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;

    private static final String LIST =
            """
            SELECT id, dry_run, started_at, ended_at, payloads_before, months, events,
                   months_held, message_ids
              FROM webhook.retention_runs
             ORDER BY id DESC
             LIMIT 100
            """;

    private final SqlTransactions transactions;

    RetentionRepository(SqlTransactions transactions) {
        this.transactions = transactions;
    }

    /** What a month holds. */
    record Count(long events, long pending) {}

    List<YearMonth> listMonths() {
        return transactions.write(
                connection -> {
                    try (PreparedStatement statement = connection.prepareStatement(MONTHS);
                            ResultSet rows = statement.executeQuery()) {
                        List<YearMonth> months = new ArrayList<>();
                        while (rows.next()) {
                            months.add(YearMonth.parse(rows.getString(1).replace('_', '-')));
                        }
                        return months;
                    }
                });
    }

    Count count(YearMonth month) {
        return transactions.write(
                connection -> {
                    try (PreparedStatement statement = connection.prepareStatement(COUNT)) {
                        statement.setObject(1, time(RetentionPolicy.start(month)));
                        statement.setObject(2, time(RetentionPolicy.end(month)));
                        try (ResultSet row = statement.executeQuery()) {
                            row.next();
                            return new Count(row.getLong(1), row.getLong(2));
                        }
                    }
                });
    }

    /** False if something in it is still to be delivered, or somebody was faster. */
    boolean drop(YearMonth month) {
        return transactions.write(
                connection -> {
                    try (PreparedStatement statement = connection.prepareStatement(DROP)) {
                        statement.setObject(1, month.atDay(1));
                        try (ResultSet row = statement.executeQuery()) {
                            return row.next() && row.getBoolean(1);
                        }
                    }
                });
    }

    long countIds(Instant before) {
        return transactions.write(
                connection -> {
                    try (PreparedStatement statement = connection.prepareStatement(COUNT_IDS)) {
                        statement.setObject(1, time(before));
                        try (ResultSet row = statement.executeQuery()) {
                            row.next();
                            return row.getLong(1);
                        }
                    }
                });
    }

    /** How many went, at most so many. */
    int deleteIds(Instant before, int most) {
        return transactions.write(
                connection -> {
                    try (PreparedStatement statement = connection.prepareStatement(DELETE_IDS)) {
                        statement.setObject(1, time(before));
                        statement.setInt(2, most);
                        return statement.executeUpdate();
                    }
                });
    }

    void append(WebhookRetentionRun run) {
        transactions.write(
                connection -> {
                    try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
                        statement.setObject(1, run.id());
                        statement.setBoolean(2, run.dryRun());
                        statement.setObject(3, time(run.startedAt()));
                        statement.setObject(4, time(run.endedAt()));
                        statement.setObject(5, time(run.payloadsBefore()));
                        statement.setInt(6, run.months());
                        statement.setLong(7, run.events());
                        statement.setInt(8, run.monthsHeld());
                        statement.setLong(9, run.messageIds());
                        return statement.executeUpdate();
                    }
                });
    }

    List<WebhookRetentionRun> list() {
        return transactions.write(
                connection -> {
                    try (PreparedStatement statement = connection.prepareStatement(LIST);
                            ResultSet rows = statement.executeQuery()) {
                        List<WebhookRetentionRun> runs = new ArrayList<>();
                        while (rows.next()) {
                            runs.add(run(rows));
                        }
                        return runs;
                    }
                });
    }

    private static WebhookRetentionRun run(ResultSet row) throws SQLException {
        return new WebhookRetentionRun(
                row.getObject("id", UUID.class),
                row.getBoolean("dry_run"),
                instant(row, "started_at"),
                instant(row, "ended_at"),
                instant(row, "payloads_before"),
                row.getInt("months"),
                row.getLong("events"),
                row.getInt("months_held"),
                row.getLong("message_ids"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
