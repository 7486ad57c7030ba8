package dev.rollcall.identity.event;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;

/** Which messages have been applied: written with their effect. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface AppliedEventRepository extends GenericRepository<AppliedEvent, String> {

    /**
     * Rows inserted: none if the message was applied before, waiting for whoever is just doing it.
     */
    @Query(
            """
            INSERT INTO identity.applied_events (message_id, outcome, applied_at)
            VALUES (:messageId, 'applied', :at)
            ON CONFLICT DO NOTHING
            """)
    long append(String messageId, Instant at);

    @Query("UPDATE identity.applied_events SET outcome = :outcome WHERE message_id = :messageId")
    void updateOutcome(String messageId, String outcome);
}
