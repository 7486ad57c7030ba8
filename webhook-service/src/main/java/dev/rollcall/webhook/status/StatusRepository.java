package dev.rollcall.webhook.status;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;

/** What the service can say about its database; the figures come from partial indexes. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface StatusRepository extends GenericRepository<InboxFigures, Instant> {

    @Query(
            value =
                    """
                    SELECT (SELECT max(received_at) FROM webhook.received_messages)
                             AS last_received_at,
                           (SELECT count(*) FROM webhook.inbox WHERE state = 'pending')
                             AS pending,
                           (SELECT count(*) FROM webhook.inbox WHERE state = 'dead')
                             AS dead,
                           (SELECT CAST(extract(epoch FROM now() - min(received_at)) AS bigint)
                              FROM webhook.inbox
                             WHERE state = 'pending')
                             AS oldest_pending_seconds
                    """,
            nativeQuery = true)
    InboxFigures getFigures();

    /** False on a standby and where the database was set to read only. */
    @Query(
            value =
                    """
                    SELECT NOT pg_is_in_recovery()
                           AND current_setting('default_transaction_read_only') = 'off'
                    """,
            nativeQuery = true)
    boolean takesWrites();
}
