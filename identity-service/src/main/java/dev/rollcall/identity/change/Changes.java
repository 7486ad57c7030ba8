package dev.rollcall.identity.change;

import dev.rollcall.contracts.change.ChangeEntry;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.transaction.TransactionOperations;
import io.micronaut.transaction.support.TransactionSynchronization;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Writes changes into the transaction that makes them, all in one statement; after its commit they
 * are numbered at once. Changes of one object must be appended under its lock, so that their order
 * is that of the commits. Thread safe.
 */
@Singleton
public class Changes {

    private static final String APPEND =
            """
            INSERT INTO identity.changes (
                kind, urgent, clerk_user_id, clerk_org_id, clerk_session_id, happened_at)
            SELECT kind, urgent, clerk_user_id, clerk_org_id, clerk_session_id, happened_at
              FROM unnest(?::text[], ?::boolean[], ?::text[], ?::text[], ?::text[],
                          ?::timestamptz[])
                WITH ORDINALITY AS c (kind, urgent, clerk_user_id, clerk_org_id,
                                      clerk_session_id, happened_at, n)
             ORDER BY n
            """;

    private final JdbcOperations jdbc;
    private final TransactionOperations<Connection> transactions;
    private final ChangeSignal signal;

    Changes(
            JdbcOperations jdbc,
            TransactionOperations<Connection> transactions,
            ChangeSignal signal) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.signal = signal;
    }

    /** An empty list does nothing. */
    @Transactional(Transactional.TxType.MANDATORY)
    public void append(List<Change> changes) {
        if (changes.isEmpty()) {
            return;
        }
        List<ChangeEntry> rows = changes.stream().map(Change::entry).toList();
        jdbc.prepareStatement(
                APPEND,
                statement -> {
                    Connection connection = statement.getConnection();
                    statement.setArray(1, column(connection, "text", rows, Changes::kind));
                    statement.setArray(
                            2, column(connection, "boolean", rows, row -> row.kind().isUrgent()));
                    statement.setArray(
                            3, column(connection, "text", rows, row -> text(row.user())));
                    statement.setArray(4, column(connection, "text", rows, row -> text(row.org())));
                    statement.setArray(
                            5, column(connection, "text", rows, row -> text(row.session())));
                    statement.setArray(
                            6,
                            column(
                                    connection,
                                    "timestamptz",
                                    rows,
                                    row -> OffsetDateTime.ofInstant(row.at(), ZoneOffset.UTC)));
                    return statement.executeUpdate();
                });
        transactions.findTransactionStatus().orElseThrow().registerSynchronization(afterCommit());
    }

    private TransactionSynchronization afterCommit() {
        return new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                signal.raise();
            }
        };
    }

    private static String kind(ChangeEntry row) {
        return row.kind().name().toLowerCase(Locale.ROOT);
    }

    private static @Nullable String text(@Nullable Object id) {
        return id == null ? null : id.toString();
    }

    private static Array column(
            Connection connection,
            String type,
            List<ChangeEntry> rows,
            Function<ChangeEntry, @Nullable Object> value)
            throws SQLException {
        return connection.createArrayOf(type, rows.stream().map(value).toArray());
    }
}
