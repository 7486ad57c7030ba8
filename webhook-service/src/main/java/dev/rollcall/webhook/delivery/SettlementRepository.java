package dev.rollcall.webhook.delivery;

import dev.rollcall.webhook.forward.ForwardTargets;
import dev.rollcall.webhook.inbox.SqlArrays;
import dev.rollcall.webhook.inbox.SqlTransactions;
import jakarta.inject.Singleton;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Writes what became of leased events, a batch in one statement, each under the fence of its lease:
 * one that was leased anew meanwhile stays as it is. JDBC by hand, as the measured path.
 * Thread-safe.
 */
@Singleton
final class SettlementRepository {

    private static final String SETTLE =
            """
            UPDATE webhook.inbox AS i
               SET state = s.state,
                   reason = s.reason,
                   attempts = i.attempts + s.failures,
                   last_error = COALESCE(s.error, i.last_error),
                   next_attempt_at = CASE WHEN s.state = 'dead' THEN now()
                                          WHEN s.delay_ms IS NULL THEN i.next_attempt_at
                                          ELSE now() + s.delay_ms * interval '1 millisecond' END,
                   lease_until = NULL,
                   timeline = CASE WHEN s.entry IS NULL THEN i.timeline
                                   ELSE (i.timeline || s.entry)
                                        [greatest(1, cardinality(i.timeline) - 18):] END,
                   applied_at = CASE WHEN s.state = 'applied' THEN now() END
              FROM unnest(?::text[], ?::timestamptz[], ?::bigint[], ?::text[], ?::text[],
                          ?::integer[], ?::text[], ?::bigint[], ?::text[])
                AS s (message_id, received_at, lease_fence, state, reason, failures, error,
                      delay_ms, entry)
             WHERE i.message_id = s.message_id
               AND i.received_at = s.received_at
               AND i.lease_fence = s.lease_fence
               AND i.state = 'pending'
            RETURNING i.message_id
            """;

    /** The same, and what was applied is due for the targets that want it: each once, for ever. */
    private static final String SETTLE_AND_FORWARD =
            """
            WITH settled AS (
            %s, i.received_at, i.state),
            forwarded AS (
              INSERT INTO webhook.forwards (target, message_id, received_at)
              SELECT w.target, settled.message_id, settled.received_at
                FROM settled
                JOIN unnest(?::text[], ?::text[]) AS w (message_id, target) USING (message_id)
               WHERE settled.state = 'applied'
              ON CONFLICT DO NOTHING)
            SELECT message_id FROM settled
            """
                    .formatted(SETTLE.stripTrailing());

    private final SqlTransactions transactions;
    private final ForwardTargets targets;

    SettlementRepository(SqlTransactions transactions, ForwardTargets targets) {
        this.transactions = transactions;
        this.targets = targets;
    }

    /**
     * The ids of the rows that were still under the given leases, and are settled now.
     *
     * @param timeline the entry of each event that was sent
     */
    Set<String> settle(
            Map<LeasedEvent, Settlement> settlements, Map<LeasedEvent, String> timeline) {
        List<Row> rows =
                settlements.entrySet().stream()
                        .map(
                                entry ->
                                        Row.of(
                                                entry.getKey(),
                                                entry.getValue(),
                                                timeline.get(entry.getKey())))
                        .toList();
        return transactions.write(connection -> settle(rows, connection));
    }

    private Set<String> settle(List<Row> rows, Connection connection) throws SQLException {
        List<Array> columns =
                List.of(
                        SqlArrays.of(connection, "text", rows, row -> row.event.messageId()),
                        SqlArrays.of(
                                connection, "timestamptz", rows, row -> row.event.receivedAt()),
                        SqlArrays.of(connection, "int8", rows, row -> row.event.leaseFence()),
                        SqlArrays.of(connection, "text", rows, Row::state),
                        SqlArrays.of(connection, "text", rows, Row::reason),
                        SqlArrays.of(connection, "int4", rows, Row::failures),
                        SqlArrays.of(connection, "text", rows, Row::error),
                        SqlArrays.of(connection, "int8", rows, Row::delayMillis),
                        SqlArrays.of(connection, "text", rows, Row::entry));
        if (targets.isEmpty()) {
            return run(SETTLE, columns, connection);
        }
        List<Array> withTargets = new ArrayList<>(columns);
        List<Wanted> wanted = rows.stream().flatMap(this::wanted).toList();
        withTargets.add(SqlArrays.of(connection, "text", wanted, Wanted::messageId));
        withTargets.add(SqlArrays.of(connection, "text", wanted, Wanted::target));
        return run(SETTLE_AND_FORWARD, withTargets, connection);
    }

    private static Set<String> run(String sql, List<Array> columns, Connection connection)
            throws SQLException {
        Set<String> settled = new HashSet<>();
        try (PreparedStatement statement = prepare(connection, sql, columns);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                settled.add(rows.getString(1));
            }
        }
        return settled;
    }

    private Stream<Wanted> wanted(Row row) {
        return targets.wanting(row.event.type()).stream()
                .map(target -> new Wanted(row.event.messageId(), target));
    }

    private static PreparedStatement prepare(Connection connection, String sql, List<Array> columns)
            throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        int column = 0;
        for (Array array : columns) {
            statement.setArray(++column, array);
        }
        return statement;
    }

    private record Wanted(String messageId, String target) {}

    private record Row(
            LeasedEvent event,
            String state,
            @Nullable String reason,
            int failures,
            @Nullable String error,
            @Nullable Long delayMillis,
            @Nullable String entry) {

        static Row of(LeasedEvent event, Settlement settlement, @Nullable String entry) {
            return switch (settlement) {
                case Settlement.Applied applied ->
                        new Row(event, "applied", null, 0, null, null, entry);
                case Settlement.Ignored ignored ->
                        new Row(event, "ignored", ignored.reason(), 0, null, null, entry);
                case Settlement.Postponed postponed ->
                        new Row(
                                event,
                                "pending",
                                null,
                                1,
                                postponed.error(),
                                postponed.delay().toMillis(),
                                entry);
                case Settlement.Deferred deferred ->
                        new Row(
                                event,
                                "pending",
                                null,
                                0,
                                deferred.error(),
                                deferred.delay().toMillis(),
                                entry);
                case Settlement.Returned returned ->
                        new Row(event, "pending", null, 0, returned.error(), null, entry);
                case Settlement.Buried buried ->
                        new Row(event, "dead", buried.reason(), 1, buried.reason(), null, entry);
            };
        }
    }
}
