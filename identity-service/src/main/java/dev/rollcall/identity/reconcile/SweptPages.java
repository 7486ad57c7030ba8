package dev.rollcall.identity.reconcile;

import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** The ids that the sweeps of a run have seen; call it inside a transaction. */
@Singleton
final class SweptPages {

    private static final String APPEND =
            """
            INSERT INTO identity.reconcile_pages (run_id, entity, position, clerk_ids)
            VALUES (?, ?, ?, ?)
            ON CONFLICT (run_id, entity, position) DO NOTHING
            """;
    private static final String LAST =
            """
            SELECT unnest(clerk_ids)
              FROM (SELECT clerk_ids
                      FROM identity.reconcile_pages
                     WHERE run_id = ? AND entity = ?
                     ORDER BY CASE position WHEN '' THEN 0 ELSE position::bigint END DESC
                     LIMIT 1) AS page
            """;
    private static final String DELETE = "DELETE FROM identity.reconcile_pages WHERE run_id = ?";

    private final JdbcOperations jdbc;

    SweptPages(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    /** {@code position} is where the page began. */
    void append(UUID runId, Entity entity, String position, List<String> clerkIds) {
        jdbc.prepareStatement(
                APPEND,
                statement -> {
                    statement.setObject(1, runId);
                    statement.setString(2, entity.wire());
                    statement.setString(3, position);
                    statement.setArray(
                            4, statement.getConnection().createArrayOf("text", clerkIds.toArray()));
                    return statement.executeUpdate();
                });
    }

    /** The ids of the page before, of a sweep by offset. */
    Set<String> last(UUID runId, Entity entity) {
        return jdbc.prepareStatement(
                LAST,
                statement -> {
                    statement.setObject(1, runId);
                    statement.setString(2, entity.wire());
                    Set<String> ids = new HashSet<>();
                    try (ResultSet rows = statement.executeQuery()) {
                        while (rows.next()) {
                            ids.add(rows.getString(1));
                        }
                    }
                    return ids;
                });
    }

    void delete(UUID runId) {
        jdbc.prepareStatement(
                DELETE,
                statement -> {
                    statement.setObject(1, runId);
                    return statement.executeUpdate();
                });
    }
}
