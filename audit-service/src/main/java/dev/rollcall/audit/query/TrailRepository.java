package dev.rollcall.audit.query;

import dev.rollcall.audit.cipher.Bytes;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Reads the octets of records newest first, from a position on. Plain JDBC, for Micronaut Data maps
 * no column of octets by itself.
 */
@Singleton
final class TrailRepository {

    private static final String LIST_NEWEST =
            """
            SELECT record
              FROM audit.audit_logs
             WHERE (recorded_at, id) < (?, ?)
             ORDER BY recorded_at DESC, id DESC
             LIMIT ?
            """;

    private static final String LIST_NEWEST_ABOUT =
            """
            SELECT record
              FROM audit.audit_logs
             WHERE (recorded_at, id) < (?, ?)
               AND subject_alias = ?
             ORDER BY recorded_at DESC, id DESC
             LIMIT ?
            """;

    private final JdbcOperations jdbc;

    TrailRepository(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    List<Bytes> listNewest(Position from, int most) {
        return jdbc.prepareStatement(
                LIST_NEWEST,
                statement -> {
                    bind(statement, from);
                    statement.setInt(3, most);
                    return records(statement);
                });
    }

    List<Bytes> listNewestAbout(UUID subject, Position from, int most) {
        return jdbc.prepareStatement(
                LIST_NEWEST_ABOUT,
                statement -> {
                    bind(statement, from);
                    statement.setObject(3, subject);
                    statement.setInt(4, most);
                    return records(statement);
                });
    }

    private static void bind(PreparedStatement statement, Position from) throws SQLException {
        statement.setObject(1, from.recordedAt().atOffset(ZoneOffset.UTC));
        statement.setObject(2, from.id());
    }

    private static List<Bytes> records(PreparedStatement statement) throws SQLException {
        List<Bytes> records = new ArrayList<>();
        try (ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                records.add(Bytes.copyOf(row.getBytes(1)));
            }
        }
        return records;
    }
}
