package dev.rollcall.identity.event;

import dev.rollcall.contracts.event.EventOutcome;
import dev.rollcall.identity.mirror.RowArrays;
import dev.rollcall.identity.mirror.RowStatements;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
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

    private static final String FIND_OUTCOMES =
            """
            SELECT message_id, outcome
              FROM identity.applied_events
             WHERE message_id = ANY(?::text[])
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

    /** What became of messages when they were new. */
    Map<String, EventOutcome.Result> findOutcomes(Collection<String> messageIds) {
        if (messageIds.isEmpty()) {
            return Map.of();
        }
        return jdbc.prepareStatement(
                FIND_OUTCOMES,
                statement -> {
                    new RowArrays<String>(statement, messageIds).texts(id -> id);
                    Map<String, EventOutcome.Result> outcomes = new HashMap<>();
                    try (ResultSet rows = statement.executeQuery()) {
                        while (rows.next()) {
                            outcomes.put(rows.getString(1), outcome(rows.getString(2)));
                        }
                    }
                    return outcomes;
                });
    }

    private static EventOutcome.Result outcome(String wire) {
        return EventOutcome.Result.valueOf(wire.toUpperCase(Locale.ROOT));
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
