package dev.rollcall.identity.reconcile;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The table of runs. What works on a run names its lease token; 0 rows: the lease is lost. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface RunRepository extends GenericRepository<RunRow, UUID> {

    /** 0: another run is running. */
    @Query(
            """
            INSERT INTO identity.reconcile_runs (
                id, kind, dry_run, state, phase, requested_by, lease_until, started_at, updated_at)
            VALUES (:id, :kind, :dryRun, 'running', 'sweep_users', :requestedBy, :at, :at, :at)
            ON CONFLICT DO NOTHING
            """)
    int append(UUID id, String kind, boolean dryRun, @Nullable UUID requestedBy, Instant at);

    /** A run that waits for a confirmation gives way to a newer one. */
    @Query(
            """
            UPDATE identity.reconcile_runs
               SET state = 'cancelled', reason = 'superseded', finished_at = :at, updated_at = :at
             WHERE state = 'needs_confirmation'
            """)
    int supersede(Instant at);

    @Query("SELECT r.* FROM identity.reconcile_runs r WHERE r.id = :id")
    Optional<RunRow> find(UUID id);

    /** Newest first, below the given id: ids are ordered by time. */
    @Query(
            """
            SELECT r.* FROM identity.reconcile_runs r
             WHERE (CAST(:before AS uuid) IS NULL OR r.id < :before)
             ORDER BY r.id DESC
             LIMIT :limit
            """)
    List<RunRow> list(@Nullable UUID before, int limit);

    /** When the last run that was not asked for began. */
    @Query(
            """
            SELECT max(r.started_at) FROM identity.reconcile_runs r WHERE r.kind <> 'requested'
            """)
    Optional<Instant> findLastScheduled();

    @Query("SELECT NOT EXISTS (SELECT 1 FROM identity.users u WHERE u.version_hash IS NOT NULL)")
    boolean isMirrorEmpty();

    /** The running run, if nobody holds it. */
    @Query(
            """
            UPDATE identity.reconcile_runs
               SET lease_token = lease_token + 1, lease_until = :until, attempts = attempts + 1
             WHERE id IN (SELECT id FROM identity.reconcile_runs
                           WHERE state = 'running' AND lease_until <= :now
                             FOR UPDATE SKIP LOCKED)
            RETURNING *
            """)
    List<RunRow> claim(Instant now, Instant until);

    @Query(
            """
            UPDATE identity.reconcile_runs
               SET phase = :phase, position = :position, attempts = 0, reason = NULL,
                   lease_until = :until, updated_at = :at
             WHERE id = :id AND lease_token = :token AND state = 'running'
            """)
    int advance(UUID id, long token, String phase, String position, Instant until, Instant at);

    @Query(
            """
            UPDATE identity.reconcile_runs
               SET reason = :reason, lease_until = :until, updated_at = :at
             WHERE id = :id AND lease_token = :token AND state = 'running'
            """)
    int pause(UUID id, long token, String reason, Instant until, Instant at);

    @Query(
            """
            UPDATE identity.reconcile_runs
               SET state = :state, reason = :reason, finished_at = :finishedAt, updated_at = :at
             WHERE id = :id AND lease_token = :token AND state = 'running'
            """)
    int end(
            UUID id,
            long token,
            String state,
            @Nullable String reason,
            @Nullable Instant finishedAt,
            Instant at);

    @Query(
            """
            UPDATE identity.reconcile_runs
               SET state = 'running', confirmed = true, reason = NULL, attempts = 0,
                   lease_until = :at, updated_at = :at
             WHERE id = :id AND state = 'needs_confirmation'
               AND NOT EXISTS (SELECT 1 FROM identity.reconcile_runs WHERE state = 'running')
            """)
    int confirm(UUID id, Instant at);

    @Query(
            """
            UPDATE identity.reconcile_runs
               SET state = 'cancelled', reason = 'requested', finished_at = :at, updated_at = :at
             WHERE id = :id AND state IN ('running', 'needs_confirmation')
            """)
    int cancel(UUID id, Instant at);
}
