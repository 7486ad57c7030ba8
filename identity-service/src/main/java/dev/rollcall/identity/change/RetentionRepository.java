package dev.rollcall.identity.change;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.Optional;

/** Drops what no follower needs any more. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface RetentionRepository extends GenericRepository<ChangeRow, Long> {

    @Query(
            """
            SELECT position
              FROM identity.changes
             WHERE position > (SELECT compacted FROM identity.changes_progress)
               AND numbered_at < :before
             ORDER BY position DESC
             LIMIT 1
            """)
    Optional<Long> findOldSinceCompaction(Instant before);

    /** A replaced revocation stays where it reaches further than the newer one. */
    @Query(
            """
            DELETE FROM identity.changes c
             USING (SELECT DISTINCT ON (kind, key) kind, key, position, happened_at
                      FROM identity.changes
                     WHERE position > (SELECT compacted FROM identity.changes_progress)
                       AND position <= :upTo
                     ORDER BY kind, key, position DESC) newest
             WHERE c.kind = newest.kind
               AND c.key = newest.key
               AND c.position < newest.position
               AND (NOT c.urgent OR c.happened_at <= newest.happened_at)
            """)
    int deleteReplaced(long upTo);

    @Query("UPDATE identity.changes_progress SET compacted = :upTo")
    void updateCompacted(long upTo);

    /** Of the oldest rows only, so that a run ends soon. How many went. */
    @Query(
            """
            WITH expired AS (
                SELECT position
                  FROM (SELECT position, numbered_at
                          FROM identity.changes
                         WHERE position IS NOT NULL
                         ORDER BY position
                         LIMIT :most) oldest
                 WHERE numbered_at < :before
            ), dropped AS (
                DELETE FROM identity.changes c USING expired WHERE c.position = expired.position
                RETURNING c.position
            )
            UPDATE identity.changes_progress
               SET dropped = greatest(dropped, (SELECT max(position) FROM dropped))
            RETURNING (SELECT count(*) FROM dropped)
            """)
    long drop(Instant before, int most);
}
