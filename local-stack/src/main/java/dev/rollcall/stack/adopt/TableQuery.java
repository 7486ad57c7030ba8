package dev.rollcall.stack.adopt;

import dev.rollcall.stack.postgres.DatabaseUrl;
import dev.rollcall.stack.process.StackException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads what a query answers as if it stood in a file; a row's line is its number. Read only. */
final class TableQuery {

    private static final int ROWS_AT_ONCE = 1000;

    private TableQuery() {}

    static Csv read(DatabaseUrl source, String query, Set<String> columns, Set<String> required) {
        try (Connection connection = source.connect()) {
            connection.setReadOnly(true);
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                statement.setFetchSize(ROWS_AT_ONCE);
                try (ResultSet rows = statement.executeQuery(query)) {
                    return table(rows, columns, required);
                }
            }
        } catch (SQLException e) {
            throw new StackException("The query was refused: SQLSTATE " + e.getSQLState() + '.', e);
        }
    }

    private static Csv table(ResultSet rows, Set<String> columns, Set<String> required)
            throws SQLException {
        ResultSetMetaData meta = rows.getMetaData();
        List<String> header = new ArrayList<>();
        for (int i = 1; i <= meta.getColumnCount(); i++) {
            header.add(meta.getColumnLabel(i));
        }
        List<Csv.Line> lines = new ArrayList<>();
        while (rows.next()) {
            List<String> fields = new ArrayList<>();
            for (int i = 1; i <= header.size(); i++) {
                fields.add(text(rows, i, meta.getColumnTypeName(i), meta.getColumnType(i)));
            }
            lines.add(new Csv.Line(lines.size() + 1, List.copyOf(fields)));
        }
        return Csv.of(header, lines, columns, required);
    }

    /** As a file would have it: true and false, times with their zone. */
    private static String text(ResultSet rows, int column, String typeName, int type)
            throws SQLException {
        if (typeName.equals("timestamptz")) {
            OffsetDateTime time = rows.getObject(column, OffsetDateTime.class);
            return time == null ? "" : time.toString();
        }
        if (type == Types.BIT || type == Types.BOOLEAN) {
            boolean truth = rows.getBoolean(column);
            return rows.wasNull() ? "" : Boolean.toString(truth);
        }
        String text = rows.getString(column);
        return text == null ? "" : text;
    }
}
