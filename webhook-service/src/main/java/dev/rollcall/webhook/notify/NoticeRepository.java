package dev.rollcall.webhook.notify;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import jakarta.transaction.Transactional;
import java.util.List;

/** Notices, once per kind and period, on the database's clock. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface NoticeRepository extends GenericRepository<DueNotice, String> {

    /** What died within the last period, and after the last notice of its kind. */
    @Query(
            value =
                    """
                    WITH told AS (
                      SELECT GREATEST(now() - make_interval(secs => :periodSeconds),
                                      max(created_at)) AS at
                        FROM webhook.notices
                       WHERE kind = 'dead')
                    SELECT (SELECT count(*) FROM webhook.inbox, told
                             WHERE state = 'dead' AND next_attempt_at > told.at)
                           + (SELECT count(*) FROM webhook.forwards, told
                               WHERE state = 'dead' AND last_attempt_at > told.at)
                             AS newly_dead,
                           (SELECT CAST(extract(epoch FROM now() - max(received_at)) AS bigint)
                              FROM webhook.received_messages) AS quiet_seconds,
                           (SELECT CAST(extract(epoch FROM now() - min(received_at)) AS bigint)
                              FROM webhook.inbox WHERE state = 'pending') AS oldest_seconds
                    """,
            nativeQuery = true)
    Figures getFigures(double periodSeconds);

    /** Nothing if one of its kind belongs to the running period already. */
    @Transactional
    @Query(
            value =
                    """
                    INSERT INTO webhook.notices (kind, period, text)
                    SELECT :kind, p.begin, :text
                      FROM (SELECT to_timestamp(floor(extract(epoch FROM now()) / :periodSeconds)
                                                * :periodSeconds) AS begin) AS p
                    ON CONFLICT DO NOTHING
                    """,
            nativeQuery = true)
    void append(String kind, String text, double periodSeconds);

    /** Due ones, left alone by others for a minute. */
    @Transactional
    @Query(
            value =
                    """
                    WITH due AS (
                      SELECT kind, period
                        FROM webhook.notices
                       WHERE state = 'pending' AND next_attempt_at <= now()
                       LIMIT 10
                         FOR UPDATE SKIP LOCKED)
                    UPDATE webhook.notices AS n
                       SET next_attempt_at = now() + interval '1 minute',
                           attempts = n.attempts + 1
                      FROM due
                     WHERE n.kind = due.kind AND n.period = due.period
                    RETURNING n.kind, n.text, n.attempts,
                              CAST(extract(epoch FROM n.period) AS bigint) AS period_epoch
                    """,
            nativeQuery = true,
            readOnly = false)
    List<DueNotice> lease();

    @Transactional
    @Query(
            value =
                    """
                    UPDATE webhook.notices
                       SET state = :state,
                           last_error = :error,
                           next_attempt_at = now() + make_interval(secs => :delaySeconds)
                     WHERE kind = :kind AND period = to_timestamp(:periodEpoch)
                    """,
            nativeQuery = true)
    void settle(String kind, long periodEpoch, String state, String error, double delaySeconds);

    @Transactional
    @Query(
            value = "DELETE FROM webhook.notices WHERE period < now() - interval '30 days'",
            nativeQuery = true)
    void deleteOld();
}
