package dev.rollcall.webhook.delivery;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import jakarta.transaction.Transactional;
import java.util.List;

/**
 * Leases on inbox rows, on the database's clock. Each lease raises the row's fence; whoever comes
 * back under an older fence changes nothing.
 */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface LeaseRepository {

    /**
     * Takes up to {@code most} due events, revocations first; skips what others hold. Of large ones
     * fewer, 8 MiB together: they have to fit into memory, with their copies, for each worker.
     */
    @Transactional
    @Query(
            value =
                    """
                    WITH due AS (
                      SELECT message_id, received_at, priority, next_attempt_at,
                             octet_length(payload) AS bytes
                        FROM webhook.inbox
                       WHERE state = 'pending'
                         AND next_attempt_at <= now()
                         AND (lease_until IS NULL OR lease_until < now())
                       ORDER BY priority, next_attempt_at
                       LIMIT :most
                         FOR UPDATE SKIP LOCKED),
                    counted AS (
                      SELECT message_id, received_at, bytes,
                             sum(bytes) OVER (
                               ORDER BY priority, next_attempt_at, message_id) AS total
                        FROM due)
                    UPDATE webhook.inbox AS i
                       SET lease_until = now() + make_interval(secs => :leaseSeconds),
                           lease_fence = i.lease_fence + 1
                      FROM counted
                     WHERE i.message_id = counted.message_id
                       AND i.received_at = counted.received_at
                       AND (counted.total <= 8388608 OR counted.total = counted.bytes)
                    RETURNING i.message_id, i.type, i.received_at,
                              convert_from(i.payload, 'UTF8') AS payload,
                              i.attempts, i.lease_fence, i.replayed_from
                    """,
            nativeQuery = true,
            readOnly = false)
    List<LeasedEvent> lease(int most, double leaseSeconds);
}
