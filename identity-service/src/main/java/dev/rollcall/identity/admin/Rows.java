package dev.rollcall.identity.admin;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Rows of a statement as values; what a column may lack is null. Stateless. */
final class Rows {

    /** How one row becomes one value. */
    @FunctionalInterface
    interface Reading<T> {
        T read(ResultSet row) throws SQLException;
    }

    private Rows() {}

    static <T> List<T> list(PreparedStatement statement, Reading<T> reading) throws SQLException {
        List<T> found = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                found.add(reading.read(rows));
            }
        }
        return found;
    }

    static UUID uuid(ResultSet row, String column) throws SQLException {
        return row.getObject(column, UUID.class);
    }

    static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    static @Nullable Instant optionalInstant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    static @Nullable Long optionalLong(ResultSet row, String column) throws SQLException {
        return row.getObject(column, Long.class);
    }

    static <T> @Nullable T optional(ResultSet row, String column, Function<String, T> type)
            throws SQLException {
        String text = row.getString(column);
        return text == null ? null : type.apply(text);
    }
}
