package dev.rollcall.identity.mirror;

import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Statements over many rows at once, whose columns are bound as arrays; for no rows none is sent.
 * In the caller's transaction. Thread safe.
 */
@Singleton
public final class RowStatements {

    /** Binds the columns in the order of the statement's parameters. */
    @FunctionalInterface
    public interface Columns<R> {
        void bind(RowArrays<R> rows) throws SQLException;
    }

    private final JdbcOperations jdbc;

    RowStatements(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    /** What the query finds, as entities. */
    public <R, E> List<E> list(
            String query, Collection<? extends R> rows, Columns<R> columns, Class<E> entity) {
        if (rows.isEmpty()) {
            return List.of();
        }
        return jdbc.prepareStatement(
                query,
                statement -> {
                    columns.bind(new RowArrays<>(statement, rows));
                    List<E> found = new ArrayList<>();
                    try (ResultSet results = statement.executeQuery()) {
                        while (results.next()) {
                            found.add(jdbc.readEntity(results, entity));
                        }
                    }
                    return found;
                });
    }

    /** Inserts, updates or deletes. */
    public <R> void run(String command, Collection<? extends R> rows, Columns<R> columns) {
        if (rows.isEmpty()) {
            return;
        }
        jdbc.prepareStatement(
                command,
                statement -> {
                    columns.bind(new RowArrays<>(statement, rows));
                    return statement.executeUpdate();
                });
    }
}
