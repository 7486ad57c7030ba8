package dev.rollcall.identity.event;

import dev.rollcall.identity.mirror.RowArrays;
import dev.rollcall.identity.mirror.RowStatements;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;

/** Which messages have been applied: written with their effect, in the caller's transaction. */
@Singleton
class AppliedEvents {

    private static final String APPEND =
            """
            INSERT INTO identity.applied_events (message_id, outcome, applied_at)
            SELECT message_id, 'applied', ?
              FROM unnest(?::text[]) AS message_id
            ON CONFLICT DO NOTHING
            RETURNING message_id
            """;

    private static final String UPDATE_OUTCOMES =
            """
            UPDATE identity.applied_events a
               SET outcome = n.outcome
              FROM unnest(?::text[], ?::text[]) AS n (message_id, outcome)
             WHERE a.message_id = n.message_id
            """;

    private static final String DELETE_BEFORE =
            """
            DELETE FROM identity.applied_events
             WHERE message_id IN (SELECT message_id
                                    FROM identity.applied_events
                                   WHERE applied_at < ?
                                   ORDER BY applied_at
                                   LIMIT ?
                                     FOR UPDATE SKIP LOCKED)
            """;

    private final JdbcOperations jdbc;
    private final RowStatements statements;

    AppliedEvents(JdbcOperations jdbc, RowStatements statements) {
        this.jdbc = jdbc;
        this.statements = statements;
    }

    /**
     * Those that are new, waiting for whoever is just applying one of them; the same order for all,
     * so that two who share messages do not wait for each other.
     */
    Set<String> append(SortedSet<String> messageIds, Instant at) {
        return jdbc.prepareStatement(
                APPEND,
                statement -> {
                    new RowArrays<String>(statement, messageIds).time(at).texts(id -> id);
                    Set<String> fresh = new HashSet<>();
                    try (ResultSet rows = statement.executeQuery()) {
                        while (rows.next()) {
                            fresh.add(rows.getString(1));
                        }
                    }
                    return fresh;
                });
    }

    void updateOutcomes(Map<String, String> outcomes) {
        statements.run(
                UPDATE_OUTCOMES,
                outcomes.entrySet(),
                rows -> rows.texts(Map.Entry::getKey).texts(Map.Entry::getValue));
    }

    /** How many went, at most {@code most}. */
    int deleteBefore(Instant before, int most) {
        return jdbc.prepareStatement(
                DELETE_BEFORE,
                statement -> {
                    statement.setTimestamp(1, Timestamp.from(before));
                    statement.setInt(2, most);
                    return statement.executeUpdate();
                });
    }
}
