package dev.rollcall.webhook.event;

import dev.rollcall.contracts.admin.WebhookEvent;
import dev.rollcall.contracts.id.MessageId;
import dev.rollcall.webhook.inbox.SqlTransactions;
import jakarta.inject.Singleton;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads events for operators: pages by key, one by its message id. Thread-safe. */
@Singleton
final class EventRepository {

    private static final String LIST =
            """
            SELECT message_id, type, subject, state, reason, occurred_at, received_at, applied_at,
                   next_attempt_at, attempts, last_error, erased_at
              FROM webhook.inbox
             WHERE (received_at, message_id) < (?, ?)
            """;

    private static final String FIND =
            """
            SELECT i.message_id, i.type, i.subject, i.state, i.reason, i.occurred_at,
                   i.received_at, i.applied_at, i.next_attempt_at, i.attempts, i.last_error,
                   i.erased_at, i.committed_at, i.timeline, i.secret_index, i.request_id, i.payload,
                   r.conflicting_copies
              FROM webhook.received_messages r
              JOIN webhook.inbox i
                ON i.message_id = r.message_id AND i.received_at = r.received_at
             WHERE r.message_id = ?
            """;

    private final SqlTransactions transactions;

    EventRepository(SqlTransactions transactions) {
        this.transactions = transactions;
    }

    /** The newest that come before the key, at most so many. */
    List<WebhookEvent> list(EventFilter filter, EventKey before, int most) {
        return transactions.write(connection -> list(connection, filter, before, most));
    }

    Optional<EventRow> find(MessageId id) {
        return transactions.write(connection -> find(connection, id));
    }

    private static List<WebhookEvent> list(
            Connection connection, EventFilter filter, EventKey before, int most)
            throws SQLException {
        String query = LIST + filter.sql() + " ORDER BY received_at DESC, message_id DESC LIMIT ?";
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            int parameter = 0;
            statement.setObject(++parameter, time(before.receivedAt()));
            statement.setString(++parameter, before.messageId());
            for (Object value : filter.values()) {
                Object bound = value instanceof Instant instant ? time(instant) : value;
                statement.setObject(++parameter, bound);
            }
            statement.setInt(++parameter, most);
            List<WebhookEvent> events = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    events.add(event(rows));
                }
            }
            return events;
        }
    }

    private static Optional<EventRow> find(Connection connection, MessageId id)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(FIND)) {
            statement.setString(1, id.value());
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.of(whole(row)) : Optional.empty();
            }
        }
    }

    private static EventRow whole(ResultSet row) throws SQLException {
        Array timeline = row.getArray("timeline");
        byte[] payload = row.getBytes("payload");
        return new EventRow(
                event(row),
                instant(row, "committed_at"),
                List.of((String[]) timeline.getArray()),
                row.getInt("secret_index"),
                row.getInt("conflicting_copies"),
                row.getString("request_id"),
                payload == null ? null : new EventRow.Bytes(payload));
    }

    private static WebhookEvent event(ResultSet row) throws SQLException {
        String state = row.getString("state");
        return new WebhookEvent(
                new MessageId(row.getString("message_id")),
                row.getString("type"),
                row.getString("subject"),
                state,
                row.getString("reason"),
                instant(row, "occurred_at"),
                row.getObject("received_at", OffsetDateTime.class).toInstant(),
                instant(row, "applied_at"),
                state.equals("pending") ? instant(row, "next_attempt_at") : null,
                row.getInt("attempts"),
                row.getString("last_error"),
                instant(row, "erased_at"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
