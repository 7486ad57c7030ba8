package dev.rollcall.identity.sync;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** The organisations whose details are due, as leases on their rows. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface DueOrgRepository extends GenericRepository<DueOrg, UUID> {

    /** Claims some for this copy: the next try is pushed out first. */
    @Query(
            """
            UPDATE identity.orgs
               SET sync_attempts = sync_attempts + 1, next_sync_at = :leaseUntil
             WHERE id IN (SELECT id
                            FROM identity.orgs
                           WHERE sync_status <> 'active' AND deleted_at IS NULL
                             AND clerk_id IS NOT NULL AND next_sync_at <= :now
                           ORDER BY next_sync_at
                           LIMIT :most
                             FOR UPDATE SKIP LOCKED)
            RETURNING id, clerk_id, sync_attempts, created_at
            """)
    List<DueOrg> claimDue(Instant now, Instant leaseUntil, int most);

    @Query(
            """
            UPDATE identity.orgs
               SET sync_error = :error, next_sync_at = :nextSyncAt
             WHERE id = :id AND sync_status <> 'active'
            """)
    void updateFailure(UUID id, String error, Instant nextSyncAt);
}
