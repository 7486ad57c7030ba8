package dev.rollcall.identity.reconcile;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The drift reports. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface ReportRepository extends GenericRepository<ReportRow, UUID> {

    @Query("SELECT r.* FROM identity.reconcile_reports r WHERE r.run_id = :runId")
    List<ReportRow> list(UUID runId);

    @Query(
            """
            SELECT r.* FROM identity.reconcile_reports r
             WHERE r.run_id = :runId AND r.entity = :entity
            """)
    Optional<ReportRow> find(UUID runId, String entity);

    /** Adds a page; the first one says when the sweep began. */
    @Query(
            """
            INSERT INTO identity.reconcile_reports AS r (
                run_id, entity, expected, seen, missing, stale, returned, unchanged, deleted,
                unusable, repaired, oldest_drift_ms, observed_at)
            VALUES (
                :runId, :entity, :expected, :seen, :missing, :stale, :returned, :unchanged,
                :deleted, :unusable, :repaired, :oldestDriftMs, :observedAt)
            ON CONFLICT (run_id, entity) DO UPDATE
               SET expected = greatest(r.expected, excluded.expected),
                   seen = r.seen + excluded.seen,
                   missing = r.missing + excluded.missing,
                   stale = r.stale + excluded.stale,
                   returned = r.returned + excluded.returned,
                   unchanged = r.unchanged + excluded.unchanged,
                   deleted = r.deleted + excluded.deleted,
                   unusable = r.unusable + excluded.unusable,
                   repaired = r.repaired + excluded.repaired,
                   oldest_drift_ms = greatest(r.oldest_drift_ms, excluded.oldest_drift_ms)
            """)
    void add(ReportRow page);

    @Query(
            """
            UPDATE identity.reconcile_reports
               SET suspected = suspected + :suspected, absent = absent + :absent
             WHERE run_id = :runId AND entity = :entity
            """)
    void addAbsence(UUID runId, String entity, long suspected, long absent);

    /** The sweep starts anew: what it counted so far would count twice. */
    @Query(
            """
            UPDATE identity.reconcile_reports
               SET seen = 0, unchanged = 0
             WHERE run_id = :runId AND entity = :entity
            """)
    void restart(UUID runId, String entity);

    /** Everything that Clerk had when the sweeps of the run began is in the mirror. */
    @Query(
            """
            UPDATE identity.reconcile_reports
               SET in_sync_as_of = observed_at
             WHERE run_id = :runId AND unusable = 0
            """)
    void inSync(UUID runId);

    /** The newest moment up to which all three kinds are known to be in step. */
    @Query(
            """
            SELECT max(in_sync_as_of) FROM identity.reconcile_reports WHERE entity = 'memberships'
            """)
    Optional<Instant> findInSyncAsOf();
}
