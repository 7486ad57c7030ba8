package dev.rollcall.webhook;

import dev.rollcall.testing.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Looks at a test's database, and changes it, as the administrator. */
public final class Rows {

    private final TestDatabase database;

    public Rows(TestDatabase database) {
        this.database = database;
    }

    /** The first column of every row, as text; {@code null} as the word null. */
    public List<String> list(String query, Object... parameters) {
        try (Connection connection = database.adminDataSource().getConnection();
                PreparedStatement statement = prepare(connection, query, parameters);
                ResultSet rows = statement.executeQuery()) {
            List<String> values = new ArrayList<>();
            while (rows.next()) {
                values.add(String.valueOf(rows.getObject(1)));
            }
            return values;
        } catch (SQLException failed) {
            throw new AssertionError(failed);
        }
    }

    /** The one value. */
    public String get(String query, Object... parameters) {
        List<String> values = list(query, parameters);
        if (values.size() != 1) {
            throw new AssertionError("not one row but " + values);
        }
        return values.getFirst();
    }

    public void change(String statement, Object... parameters) {
        try (Connection connection = database.adminDataSource().getConnection();
                PreparedStatement prepared = prepare(connection, statement, parameters)) {
            prepared.execute();
        } catch (SQLException failed) {
            throw new AssertionError(failed);
        }
    }

    private static PreparedStatement prepare(
            Connection connection, String sql, Object... parameters) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, parameters[i]);
        }
        return statement;
    }
}
