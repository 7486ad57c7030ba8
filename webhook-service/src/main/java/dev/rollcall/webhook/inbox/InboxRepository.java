package dev.rollcall.webhook.inbox;

import jakarta.inject.Singleton;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Writes arrivals: the id is taken in {@code received_messages} and, if it was free, the row goes
 * into {@code inbox}, for a whole group in one statement of one transaction. JDBC by hand, as the
 * measured path. Thread-safe.
 */
@Singleton
public final class InboxRepository {

    /** The lock by which an erasure waits for arrivals that have not seen it. */
    public static final String ERASURE_LOCK = "webhook.erased_people";

    private static final String APPEND =
            """
            WITH arrived AS (
              SELECT *
                FROM unnest(?::text[], ?::bytea[], ?::timestamptz[], ?::bytea[], ?::text[],
                            ?::text[], ?::timestamptz[], ?::smallint[], ?::text[], ?::text[],
                            ?::smallint[], ?::text[], ?::text[], ?::text[], ?::boolean[])
                  AS a (message_id, body_sha256, received_at, payload, type, subject, occurred_at,
                        priority, state, reason, secret_index, request_id, mentions, hashes,
                        leased)),
            fresh AS (
              INSERT INTO webhook.received_messages (message_id, body_sha256, received_at)
              SELECT message_id, body_sha256, received_at FROM arrived ORDER BY message_id
              ON CONFLICT (message_id) DO NOTHING
              RETURNING message_id)
            INSERT INTO webhook.inbox
                   (message_id, type, subject, occurred_at, received_at, payload, priority, state,
                    reason, secret_index, request_id, next_attempt_at, lease_until, lease_fence,
                    mentions, erasing)
            SELECT a.message_id, a.type, a.subject, a.occurred_at, a.received_at, a.payload,
                   a.priority, a.state, a.reason, a.secret_index, a.request_id, now(),
                   CASE WHEN a.leased THEN now() + ?::bigint * interval '1 millisecond' END,
                   a.leased::int,
                   string_to_array(a.mentions, ' '),
                   EXISTS (SELECT FROM webhook.erased_people e
                            WHERE e.id_hash = ANY (string_to_array(a.hashes, ' ')))
              FROM arrived a JOIN fresh USING (message_id)
            RETURNING message_id
            """;

    /** Whoever begins an erasure waits for all who have looked and not seen it yet. */
    private static final String HOLD_OFF_ERASURE =
            "SELECT pg_advisory_xact_lock_shared(hashtext('" + ERASURE_LOCK + "'))";

    private static final String FIND_HASHES =
            """
            SELECT message_id, body_sha256
              FROM webhook.received_messages
             WHERE message_id = ANY (?::text[])
            """;

    private static final String COUNT_CONFLICTS =
            """
            UPDATE webhook.received_messages
               SET conflicting_copies = conflicting_copies + ?
             WHERE message_id = ?
            """;

    private final SqlTransactions transactions;
    private final ErasedIds erased;
    private final FreshEvents freshEvents;

    InboxRepository(SqlTransactions transactions, ErasedIds erased, FreshEvents freshEvents) {
        this.transactions = transactions;
        this.erased = erased;
        this.freshEvents = freshEvents;
    }

    /** Commits a group; one receipt per arrival, in order. The first of an id in a group wins. */
    List<Receipt> append(List<Arrival> arrivals) {
        // In the order of the key: two writers that share ids then wait instead of deadlocking.
        Map<String, Arrival> firsts = new TreeMap<>();
        arrivals.forEach(arrival -> firsts.putIfAbsent(arrival.messageId().value(), arrival));
        FreshEvents.Held held = freshEvents.hold(firsts.values());
        Set<String> committed = Set.of();
        try {
            Appended appended =
                    transactions.write(connection -> append(arrivals, firsts, held, connection));
            committed = appended.inserted;
            return appended.receipts;
        } finally {
            held.end(committed);
        }
    }

    private Appended append(
            List<Arrival> arrivals,
            Map<String, Arrival> firsts,
            FreshEvents.Held held,
            Connection connection)
            throws SQLException {
        try (PreparedStatement hold = connection.prepareStatement(HOLD_OFF_ERASURE)) {
            hold.execute();
        }
        Set<String> inserted = insert(List.copyOf(firsts.values()), held, connection);
        Set<String> fresh = new HashSet<>(inserted);
        Map<String, byte[]> kept =
                fresh.size() == arrivals.size()
                        ? Map.of()
                        : findHashes(firsts.keySet(), connection);
        List<Receipt> receipts = new ArrayList<>();
        Map<String, Integer> conflicts = new TreeMap<>();
        for (Arrival arrival : arrivals) {
            String id = arrival.messageId().value();
            if (fresh.remove(id)) {
                receipts.add(Receipt.ACCEPTED);
            } else if (Arrays.equals(kept.get(id), arrival.payload().sha256())) {
                receipts.add(Receipt.DUPLICATE);
            } else {
                receipts.add(Receipt.CONFLICTING);
                conflicts.merge(id, 1, Integer::sum);
            }
        }
        count(conflicts, connection);
        return new Appended(receipts, inserted);
    }

    private Set<String> insert(List<Arrival> arrivals, FreshEvents.Held held, Connection connection)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(APPEND)) {
            int column = 0;
            for (Array array : ArrivalColumns.of(arrivals, held, erased, connection)) {
                statement.setArray(++column, array);
            }
            statement.setLong(++column, freshEvents.lease().toMillis());
            Set<String> fresh = new HashSet<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    fresh.add(rows.getString(1));
                }
            }
            return fresh;
        }
    }

    private static Map<String, byte[]> findHashes(Set<String> ids, Connection connection)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(FIND_HASHES)) {
            statement.setArray(1, connection.createArrayOf("text", ids.toArray()));
            Map<String, byte[]> hashes = new HashMap<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    hashes.put(rows.getString(1), rows.getBytes(2));
                }
            }
            return hashes;
        }
    }

    private static void count(Map<String, Integer> conflicts, Connection connection)
            throws SQLException {
        if (conflicts.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(COUNT_CONFLICTS)) {
            for (Map.Entry<String, Integer> conflict : conflicts.entrySet()) {
                statement.setInt(1, conflict.getValue());
                statement.setString(2, conflict.getKey());
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    /** A receipt for each arrival, and the ids whose rows were inserted. */
    private record Appended(List<Receipt> receipts, Set<String> inserted) {}
}
