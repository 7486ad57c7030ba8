package dev.rollcall.audit.sql;

import dev.rollcall.audit.cipher.Bytes;
import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One array parameter per column of a batch, for {@code unnest}. Stateless. */
public final class SqlArrays {

    private SqlArrays() {}

    /** A column of values that PostgreSQL reads from the text of its elements. */
    public static <R> Array of(
            PreparedStatement statement,
            String type,
            Collection<R> rows,
            Function<R, @Nullable Object> column)
            throws SQLException {
        return statement.getConnection().createArrayOf(type, rows.stream().map(column).toArray());
    }

    /** A column of {@code bytea}. */
    public static <R> Array octets(
            PreparedStatement statement, Collection<R> rows, Function<R, Bytes> column)
            throws SQLException {
        return statement
                .getConnection()
                .createArrayOf(
                        "bytea",
                        rows.stream().map(column).map(Bytes::toArray).toArray(byte[][]::new));
    }
}
