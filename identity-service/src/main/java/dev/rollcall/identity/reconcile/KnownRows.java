package dev.rollcall.identity.reconcile;

import dev.rollcall.identity.mirror.Version;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the mirror has of the objects of a page; call it inside a transaction. */
@Singleton
final class KnownRows {

    private static final String USERS =
            """
            SELECT clerk_id, version_updated_ms, version_observed_ms, version_hash, absent_at
              FROM identity.users WHERE clerk_id = ANY (?)
            """;
    private static final String ORGS =
            """
            SELECT clerk_id, version_updated_ms, version_observed_ms, version_hash, absent_at
              FROM identity.orgs WHERE clerk_id = ANY (?)
            """;
    private static final String MEMBERSHIPS =
            """
            SELECT clerk_id, version_updated_ms, version_observed_ms, version_hash, absent_at
              FROM identity.memberships WHERE clerk_id = ANY (?) AND deleted_at IS NULL
            """;

    private final JdbcOperations jdbc;

    KnownRows(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    Map<String, Drift.Known> find(Entity entity, List<String> clerkIds) {
        String sql =
                switch (entity) {
                    case USERS -> USERS;
                    case ORGS -> ORGS;
                    case MEMBERSHIPS -> MEMBERSHIPS;
                };
        return jdbc.prepareStatement(
                sql,
                statement -> {
                    statement.setArray(
                            1, statement.getConnection().createArrayOf("text", clerkIds.toArray()));
                    Map<String, Drift.Known> known = new HashMap<>();
                    try (ResultSet rows = statement.executeQuery()) {
                        while (rows.next()) {
                            known.put(rows.getString("clerk_id"), read(rows));
                        }
                    }
                    return known;
                });
    }

    private static Drift.Known read(ResultSet rows) throws SQLException {
        return new Drift.Known(version(rows), instant(rows.getTimestamp("absent_at")));
    }

    private static @Nullable Version version(ResultSet rows) throws SQLException {
        long updatedMs = rows.getLong("version_updated_ms");
        return rows.wasNull()
                ? null
                : new Version(
                        updatedMs,
                        rows.getLong("version_observed_ms"),
                        rows.getLong("version_hash"));
    }

    private static @Nullable Instant instant(@Nullable Timestamp timestamp) {
        return timestamp == null ? null : timestamp.toInstant();
    }
}
