package dev.rollcall.webhook.inbox;

import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Columns of rows as PostgreSQL arrays, for {@code unnest}. */
public final class SqlArrays {

    private SqlArrays() {}

    /** One element per row, in order; PostgreSQL reads each from its text. */
    public static <T> Array of(
            Connection connection, String type, List<T> rows, Function<T, @Nullable Object> value)
            throws SQLException {
        @Nullable String[] elements = new @Nullable String[rows.size()];
        for (int i = 0; i < elements.length; i++) {
            Object element = value.apply(rows.get(i));
            elements[i] = element == null ? null : element.toString();
        }
        return connection.createArrayOf(type, elements);
    }
}
