package dev.rollcall.stack.mirror;

import dev.rollcall.stack.postgres.DatabaseUrl;
import dev.rollcall.stack.process.StackException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** One login to the database; each statement is a transaction. Not thread safe. */
final class Sql implements AutoCloseable {

    private static final String DEADLOCK = "40P01";
    private static final int TRIES = 5;

    private final Connection connection;

    Sql(DatabaseUrl database) {
        try {
            connection = database.connect();
        } catch (SQLException e) {
            throw away(e);
        }
    }

    /** What a statement is run for. */
    private interface Use<T> {
        T with(PreparedStatement statement) throws SQLException;
    }

    /** The rows, each as its columns' texts; null as an empty text. */
    List<List<String>> ask(String query, Object... parameters) {
        return run(query, parameters, Sql::rows);
    }

    /** The only value of the only row. */
    String value(String query, Object... parameters) {
        return ask(query, parameters).getFirst().getFirst();
    }

    /** How many rows were written. */
    int write(String statement, Object... parameters) {
        return run(statement, parameters, PreparedStatement::executeUpdate);
    }

    /** Tried again where it met the services in a deadlock. */
    private <T> T run(String sql, Object[] parameters, Use<T> use) {
        for (int attempt = 1; ; attempt++) {
            try (PreparedStatement statement = prepare(sql, parameters)) {
                return use.with(statement);
            } catch (SQLException e) {
                if (attempt == TRIES || !DEADLOCK.equals(e.getSQLState())) {
                    throw away(e);
                }
            }
        }
    }

    private static List<List<String>> rows(PreparedStatement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery()) {
            int columns = rows.getMetaData().getColumnCount();
            List<List<String>> all = new ArrayList<>();
            while (rows.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= columns; i++) {
                    String text = rows.getString(i);
                    row.add(text == null ? "" : text);
                }
                all.add(List.copyOf(row));
            }
            return List.copyOf(all);
        }
    }

    private PreparedStatement prepare(String sql, Object[] parameters) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < parameters.length; i++) {
            if (parameters[i] instanceof String[] texts) {
                statement.setArray(i + 1, connection.createArrayOf("text", texts));
            } else {
                statement.setObject(i + 1, parameters[i]);
            }
        }
        return statement;
    }

    private static StackException away(SQLException e) {
        return new StackException("PostgreSQL refused: SQLSTATE " + e.getSQLState() + '.', e);
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw away(e);
        }
    }
}
