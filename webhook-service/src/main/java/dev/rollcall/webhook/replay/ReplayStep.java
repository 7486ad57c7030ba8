package dev.rollcall.webhook.replay;

import dev.rollcall.webhook.inbox.InboxSignal;
import dev.rollcall.webhook.inbox.SqlTransactions;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;

/**
 * Gives delivery the next second's worth of events, and moves the replay's place in the same
 * transaction: after a crash the next step goes on behind what was given. Of several copies one
 * takes a step; the others find the row locked, or not due. Thread-safe.
 */
@Singleton
final class ReplayStep {

    private static final String TAKE =
            """
            SELECT id, kind, message_id, since, until, rate, after_received_at, after_message_id
              FROM webhook.replays
             WHERE state = 'running' AND next_step_at <= now()
               FOR UPDATE SKIP LOCKED
            """;

    private static final String RELEASE =
            """
            WITH page AS (
              SELECT message_id, received_at, state,
                     type IS NOT NULL AND payload IS NOT NULL AS usable
                FROM webhook.inbox
               WHERE (received_at, message_id) > (?, ?)
                 AND received_at < ?
                 AND (CAST(? AS text) IS NULL OR message_id = ?)
                 AND (state = 'dead' OR state <> 'pending' AND ?)
               ORDER BY received_at, message_id
               LIMIT ?),
            released AS (
              UPDATE webhook.inbox AS i
                 SET state = 'pending',
                     reason = NULL,
                     replayed_from = page.state,
                     attempts = 0,
                     last_error = NULL,
                     applied_at = NULL,
                     lease_until = NULL,
                     next_attempt_at = now()
                FROM page
               WHERE i.message_id = page.message_id
                 AND i.received_at = page.received_at
                 AND i.state <> 'pending'
                 AND page.usable
              RETURNING i.message_id)
            SELECT (SELECT count(*) FROM page) AS seen,
                   (SELECT count(*) FROM released) AS released,
                   last.received_at, last.message_id
              FROM (SELECT received_at, message_id
                      FROM page
                     ORDER BY received_at DESC, message_id DESC
                     LIMIT 1) AS last
            """;

    private static final String ADVANCE =
            """
            UPDATE webhook.replays
               SET replayed = replayed + ?,
                   skipped = skipped + ?,
                   after_received_at = ?,
                   after_message_id = ?,
                   next_step_at = now() + interval '1 second'
             WHERE id = ?
            """;

    private static final String END =
            "UPDATE webhook.replays SET state = 'done', ended_at = now() WHERE id = ?";

    private final SqlTransactions transactions;
    private final InboxSignal signal;

    ReplayStep(SqlTransactions transactions, InboxSignal signal) {
        this.transactions = transactions;
        this.signal = signal;
    }

    /** How many events were given to delivery; empty if no step was due. */
    Optional<Long> run() {
        Optional<Long> released = transactions.write(ReplayStep::take);
        if (released.isPresent()) {
            signal.ring();
        }
        return released;
    }

    private static Optional<Long> take(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(TAKE);
                ResultSet replay = statement.executeQuery()) {
            return replay.next() ? Optional.of(release(connection, replay)) : Optional.empty();
        }
    }

    private static long release(Connection connection, ResultSet replay) throws SQLException {
        UUID id = replay.getObject("id", UUID.class);
        int rate = replay.getInt("rate");
        try (PreparedStatement statement = connection.prepareStatement(RELEASE)) {
            statement.setObject(1, replay.getObject("after_received_at", OffsetDateTime.class));
            statement.setString(2, replay.getString("after_message_id"));
            statement.setObject(3, replay.getObject("until", OffsetDateTime.class));
            statement.setString(4, replay.getString("message_id"));
            statement.setString(5, replay.getString("message_id"));
            statement.setBoolean(6, !replay.getString("kind").equals("failed"));
            statement.setInt(7, rate);
            try (ResultSet page = statement.executeQuery()) {
                if (!page.next()) {
                    end(connection, id);
                    return 0;
                }
                advance(connection, id, page);
                if (page.getLong("seen") < rate) {
                    end(connection, id);
                }
                return page.getLong("released");
            }
        }
    }

    private static void advance(Connection connection, UUID id, ResultSet page)
            throws SQLException {
        long released = page.getLong("released");
        try (PreparedStatement statement = connection.prepareStatement(ADVANCE)) {
            statement.setLong(1, released);
            statement.setLong(2, page.getLong("seen") - released);
            statement.setObject(3, page.getObject("received_at", OffsetDateTime.class));
            statement.setString(4, page.getString("message_id"));
            statement.setObject(5, id);
            statement.executeUpdate();
        }
    }

    private static void end(Connection connection, UUID id) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(END)) {
            statement.setObject(1, id);
            statement.executeUpdate();
        }
    }
}
