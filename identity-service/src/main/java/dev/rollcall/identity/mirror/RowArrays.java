package dev.rollcall.identity.mirror;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Binds many rows as one array per column, in the order of the calls, for statements that unnest
 * them. Not thread safe: one statement each.
 */
public final class RowArrays<R> {

    private final PreparedStatement statement;
    private final List<R> rows;
    private int bound;

    public RowArrays(PreparedStatement statement, Collection<? extends R> rows) {
        this.statement = statement;
        this.rows = List.copyOf(rows);
    }

    public RowArrays<R> texts(Function<R, @Nullable String> column) throws SQLException {
        return bind("text", column, new @Nullable String[rows.size()]);
    }

    public RowArrays<R> uuids(Function<R, @Nullable UUID> column) throws SQLException {
        return bind("uuid", column, new @Nullable UUID[rows.size()]);
    }

    public RowArrays<R> flags(Function<R, @Nullable Boolean> column) throws SQLException {
        return bind("boolean", column, new @Nullable Boolean[rows.size()]);
    }

    public RowArrays<R> longs(Function<R, @Nullable Long> column) throws SQLException {
        return bind("bigint", column, new @Nullable Long[rows.size()]);
    }

    public RowArrays<R> bytes(Function<R, byte[]> column) throws SQLException {
        byte[][] values = new byte[rows.size()][];
        for (int i = 0; i < values.length; i++) {
            values[i] = column.apply(rows.get(i));
        }
        statement.setArray(++bound, statement.getConnection().createArrayOf("bytea", values));
        return this;
    }

    public RowArrays<R> times(Function<R, @Nullable Instant> column) throws SQLException {
        return bind(
                "timestamptz",
                row -> {
                    Instant time = column.apply(row);
                    return time == null ? null : time.toString();
                },
                new @Nullable String[rows.size()]);
    }

    /** One value for all rows. */
    public RowArrays<R> time(Instant time) throws SQLException {
        statement.setObject(++bound, OffsetDateTime.ofInstant(time, ZoneOffset.UTC));
        return this;
    }

    /** Three columns: updated, observed, hash. */
    public RowArrays<R> versions(Function<R, @Nullable Version> column) throws SQLException {
        return part(column, Version::updatedMs)
                .part(column, Version::observedMs)
                .part(column, Version::hash);
    }

    private RowArrays<R> part(Function<R, @Nullable Version> column, Function<Version, Long> part)
            throws SQLException {
        return longs(
                row -> {
                    Version version = column.apply(row);
                    return version == null ? null : part.apply(version);
                });
    }

    private <T> RowArrays<R> bind(
            String type, Function<R, @Nullable T> column, @Nullable T[] values)
            throws SQLException {
        for (int i = 0; i < values.length; i++) {
            values[i] = column.apply(rows.get(i));
        }
        statement.setArray(++bound, statement.getConnection().createArrayOf(type, values));
        return this;
    }
}
