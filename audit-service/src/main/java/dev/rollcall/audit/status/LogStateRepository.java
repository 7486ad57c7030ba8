package dev.rollcall.audit.status;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.UUID;

/** Asks the log how it is, in time that does not grow with it. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface LogStateRepository extends GenericRepository<PendingLeaf, UUID> {

    /** Pending leaves are counted up to 10,000. */
    @Query(
            """
            SELECT (SELECT recorded_at
                      FROM audit.audit_logs
                     ORDER BY recorded_at DESC, id DESC
                     LIMIT 1) AS last_recorded_at,
                   (SELECT count(*)
                      FROM (SELECT 1 FROM audit.audit_pending LIMIT 10000) AS pending)
                       AS pending_leaves
            """)
    LogState getState();
}
