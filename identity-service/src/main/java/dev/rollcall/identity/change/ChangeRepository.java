package dev.rollcall.identity.change;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The numbered changes, and how far they have come. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface ChangeRepository extends GenericRepository<ChangeRow, Long> {

    @Query("SELECT numbered, compacted, dropped FROM identity.changes_progress")
    FeedProgress getProgress();

    @Query("SELECT EXISTS (SELECT 1 FROM identity.changes WHERE position IS NULL)")
    boolean hasUnnumbered();

    /**
     * Numbers committed rows that have no number; the caller holds the lock, so that rows stay
     * where they are. The new head.
     */
    @Query(
            """
            WITH next AS (
                SELECT ctid, row_number() OVER (ORDER BY urgent DESC, id) AS n
                  FROM identity.changes
                 WHERE position IS NULL
                 ORDER BY urgent DESC, id
                 LIMIT :most
            ), given AS (
                UPDATE identity.changes c
                   SET position = p.numbered + next.n, numbered_at = :at
                  FROM next, identity.changes_progress p
                 WHERE c.ctid = next.ctid
                RETURNING c.position
            )
            UPDATE identity.changes_progress
               SET numbered = (SELECT max(position) FROM given)
             WHERE EXISTS (SELECT 1 FROM given)
            RETURNING numbered
            """)
    Optional<Long> number(int most, Instant at);

    @Query(
            """
            SELECT position, kind, clerk_user_id, clerk_org_id, clerk_session_id, happened_at
              FROM identity.changes
             WHERE position > :after AND position <= :head
             ORDER BY position
             LIMIT :most
            """)
    List<ChangeRow> list(long after, long head, int most);

    @Query(
            """
            SELECT position, kind, clerk_user_id, clerk_org_id, clerk_session_id, happened_at
              FROM identity.changes
             WHERE position > :after AND position <= :head AND urgent
             ORDER BY position
             LIMIT :most
            """)
    List<ChangeRow> listUrgent(long after, long head, int most);

    /** The first position at which a token could still be revoked by what happened since. */
    @Query(
            """
            SELECT position, kind, clerk_user_id, clerk_org_id, clerk_session_id, happened_at
              FROM identity.changes
             WHERE position IS NOT NULL AND urgent AND numbered_at >= :since
             ORDER BY position
             LIMIT 1
            """)
    Optional<ChangeRow> findFirstUrgent(Instant since);
}
