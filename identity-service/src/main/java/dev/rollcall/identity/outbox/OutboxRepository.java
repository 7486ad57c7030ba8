package dev.rollcall.identity.outbox;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The outbox table and the two positions that order it. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface OutboxRepository extends GenericRepository<OutboxRow, UUID> {

    /**
     * Numbers committed rows that have no number; the caller holds the lock, so that rows stay
     * where they are. The last number given.
     */
    @Query(
            """
            WITH next AS (
                SELECT ctid, row_number() OVER (ORDER BY created_at, id) AS n
                  FROM identity.outbox
                 WHERE position IS NULL
                 ORDER BY created_at, id
                 LIMIT :most
            ), given AS (
                UPDATE identity.outbox o
                   SET position = p.numbered + next.n
                  FROM next, identity.outbox_progress p
                 WHERE o.ctid = next.ctid
                RETURNING o.position
            )
            UPDATE identity.outbox_progress
               SET numbered = (SELECT max(position) FROM given)
             WHERE EXISTS (SELECT 1 FROM given)
            RETURNING numbered
            """)
    Optional<Long> number(int most);

    @Query(
            """
            SELECT id, position, body
              FROM identity.outbox
             WHERE position > (SELECT delivered FROM identity.outbox_progress)
             ORDER BY position
             LIMIT :most
            """)
    List<OutboxRow> listUndelivered(int most);

    @Query(
            """
            UPDATE identity.outbox_progress
               SET delivered = greatest(delivered, :position)
            """)
    void updateDelivered(long position);

    @Query("DELETE FROM identity.outbox WHERE position <= :position AND refused_at IS NULL")
    void deleteUpTo(long position);

    @Query("UPDATE identity.outbox SET refused_at = :at WHERE position = :position")
    void updateRefused(long position, Instant at);

    @Query("SELECT count(*) FROM (SELECT 1 FROM identity.outbox LIMIT 10000) waiting")
    long countWaiting();
}
