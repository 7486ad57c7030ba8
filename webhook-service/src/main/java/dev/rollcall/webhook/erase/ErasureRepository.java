package dev.rollcall.webhook.erase;

import dev.rollcall.webhook.inbox.InboxRepository;
import dev.rollcall.webhook.inbox.SqlTransactions;
import jakarta.inject.Singleton;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Marks and clears what the inbox says of a person. Thread-safe. */
@Singleton
final class ErasureRepository {

    /** Rows that one statement of a walk passes; most of them say nothing of the person. */
    private static final int PAGE = 2000;

    private static final int CLEARED_AT_ONCE = 500;

    private static final String REMEMBER =
            "INSERT INTO webhook.erased_people (id_hash) VALUES (?) ON CONFLICT DO NOTHING";

    /** Arrivals that looked before that was committed are in the inbox when this returns. */
    private static final String AWAIT_ARRIVALS =
            "SELECT pg_advisory_xact_lock(hashtext('" + InboxRepository.ERASURE_LOCK + "'))";

    private static final String PAGE_END =
            """
            SELECT received_at, message_id
              FROM webhook.inbox
             WHERE (received_at, message_id) > (?, ?)
             ORDER BY received_at, message_id
            OFFSET ?
             LIMIT 1
            """;

    private static final String MARK =
            """
            UPDATE webhook.inbox
               SET erasing = true
             WHERE (received_at, message_id) > (?, ?)
               AND (received_at, message_id) <= (?, ?)
               AND payload IS NOT NULL
               AND NOT erasing
               AND subject IS DISTINCT FROM ?
               AND (? = ANY (mentions) OR mentions && ? AND type !~ '%s')
            """
                    .formatted(Person.BY_ID);

    private static final String UNREAD =
            """
            SELECT message_id, received_at, type
              FROM webhook.inbox
             WHERE (received_at, message_id) > (?, ?)
               AND (received_at, message_id) <= (?, ?)
               AND mentions IS NULL
               AND payload IS NOT NULL
               AND NOT erasing
            """;

    private static final String PAYLOAD =
            "SELECT payload FROM webhook.inbox WHERE message_id = ? AND received_at = ?";

    private static final String MARK_UNREAD =
            """
            UPDATE webhook.inbox
               SET erasing = true, mentions = ?
             WHERE message_id = ? AND received_at = ? AND payload IS NOT NULL
            """;

    private static final String OWN =
            """
            SELECT mentions, CASE WHEN mentions IS NULL THEN payload END AS payload
              FROM webhook.inbox
             WHERE subject = ? AND payload IS NOT NULL
             ORDER BY received_at DESC
             LIMIT 50
            """;

    private static final String MARK_OWN =
            """
            UPDATE webhook.inbox
               SET erasing = true, mentions = COALESCE(mentions, ARRAY[subject])
             WHERE subject = ? AND payload IS NOT NULL AND NOT erasing
            """;

    /**
     * A deletion that could not be delivered keeps what it takes to try again, and one that targets
     * have not heard of what it takes to tell them.
     */
    private static final String CLEARABLE =
            """
            erasing AND state <> 'pending'
            AND (type IS NULL OR type NOT LIKE '%.deleted'
                 OR state <> 'dead' AND NOT EXISTS (
                      SELECT FROM webhook.forwards f
                       WHERE f.received_at = inbox.received_at
                         AND f.message_id = inbox.message_id
                         AND f.state = 'pending'))
            """;

    private static final String CLEAR =
            """
            WITH done AS (
              SELECT message_id, received_at
                FROM webhook.inbox
               WHERE %s
                 AND (CAST(? AS text[]) IS NULL OR mentions && ?)
               LIMIT ?
                 FOR UPDATE SKIP LOCKED)
            UPDATE webhook.inbox AS i
               SET payload = NULL,
                   subject = CASE WHEN i.subject LIKE 'org\\_%%' THEN i.subject END,
                   mentions = '{}',
                   timeline = '{}',
                   erasing = false,
                   erased_at = now()
              FROM done
             WHERE i.message_id = done.message_id AND i.received_at = done.received_at
            """
                    .formatted(CLEARABLE);

    private static final String WAITING =
            "SELECT count(*) FROM webhook.inbox WHERE erasing AND mentions && ?";

    private final SqlTransactions transactions;

    ErasureRepository(SqlTransactions transactions) {
        this.transactions = transactions;
    }

    /** What the person's own event says of them. */
    record Own(Optional<Set<String>> mentions, Optional<byte[]> payload) {}

    /** An event of which nobody knows whom it mentions. */
    record Unread(String messageId, OffsetDateTime receivedAt, @Nullable String type) {}

    void remember(String hash) {
        update(REMEMBER, (statement, connection) -> statement.setString(1, hash));
        transactions.write(
                connection -> {
                    try (PreparedStatement statement =
                            connection.prepareStatement(AWAIT_ARRIVALS)) {
                        return statement.execute();
                    }
                });
    }

    /** The last row of the page behind a place; empty if fewer than a page are left. */
    Optional<Place> findPageEnd(Place after) {
        return query(
                        PAGE_END,
                        (statement, connection) -> {
                            bind(statement, 1, after);
                            statement.setInt(3, PAGE - 1);
                        },
                        row ->
                                new Place(
                                        row.getObject(1, OffsetDateTime.class).toInstant(),
                                        row.getString(2)))
                .stream()
                .findFirst();
    }

    /** How many of others' events between two places. */
    int mark(Place after, Place until, Person person) {
        return update(
                MARK,
                (statement, connection) -> {
                    bind(statement, 1, after);
                    bind(statement, 3, until);
                    statement.setString(5, person.userId());
                    statement.setString(6, person.userId());
                    statement.setArray(7, words(connection, person.emails()));
                });
    }

    List<Unread> listUnread(Place after, Place until) {
        return query(
                UNREAD,
                (statement, connection) -> {
                    bind(statement, 1, after);
                    bind(statement, 3, until);
                },
                row ->
                        new Unread(
                                row.getString("message_id"),
                                row.getObject("received_at", OffsetDateTime.class),
                                row.getString("type")));
    }

    /** One at a time: a page of the largest would not fit into memory. */
    byte[] payload(Unread event) {
        return query(
                        PAYLOAD,
                        (statement, connection) -> {
                            statement.setString(1, event.messageId());
                            statement.setObject(2, event.receivedAt());
                        },
                        row -> Objects.requireNonNullElse(row.getBytes(1), new byte[0]))
                .stream()
                .findFirst()
                .orElse(new byte[0]);
    }

    int markUnread(Unread event, Person person) {
        return update(
                MARK_UNREAD,
                (statement, connection) -> {
                    statement.setArray(1, words(connection, List.of(person.userId())));
                    statement.setString(2, event.messageId());
                    statement.setObject(3, event.receivedAt());
                });
    }

    /** The newest of the person's own events. */
    List<Own> listOwn(String userId) {
        return query(
                OWN,
                (statement, connection) -> statement.setString(1, userId),
                row -> {
                    Array mentions = row.getArray("mentions");
                    return new Own(
                            mentions == null
                                    ? Optional.empty()
                                    : Optional.of(Set.of((String[]) mentions.getArray())),
                            Optional.ofNullable(row.getBytes("payload")));
                });
    }

    int markOwn(String userId) {
        return update(MARK_OWN, (statement, connection) -> statement.setString(1, userId));
    }

    /** How many payloads went: of a person, or all that need not wait any longer. */
    long clear(Optional<Person> person) {
        long cleared = 0;
        int batch = CLEARED_AT_ONCE;
        while (batch == CLEARED_AT_ONCE) {
            batch =
                    update(
                            CLEAR,
                            (statement, connection) -> {
                                Array words =
                                        person.isEmpty()
                                                ? null
                                                : words(connection, words(person.get()));
                                statement.setArray(1, words);
                                statement.setArray(2, words);
                                statement.setInt(3, CLEARED_AT_ONCE);
                            });
            cleared += batch;
        }
        return cleared;
    }

    long countWaiting(Person person) {
        return query(
                        WAITING,
                        (statement, connection) ->
                                statement.setArray(1, words(connection, words(person))),
                        row -> row.getLong(1))
                .getFirst();
    }

    private static Set<String> words(Person person) {
        return person.words(null);
    }

    private static void bind(PreparedStatement statement, int first, Place place)
            throws SQLException {
        statement.setObject(first, place.time());
        statement.setString(first + 1, place.messageId());
    }

    private static Array words(Connection connection, Collection<String> words)
            throws SQLException {
        return connection.createArrayOf("text", words.toArray());
    }

    private int update(String sql, Binding binding) {
        return transactions.write(
                connection -> {
                    try (PreparedStatement statement = connection.prepareStatement(sql)) {
                        binding.bind(statement, connection);
                        return statement.executeUpdate();
                    }
                });
    }

    private <R> List<R> query(String sql, Binding binding, Reading<R> reading) {
        return transactions.write(
                connection -> {
                    try (PreparedStatement statement = connection.prepareStatement(sql)) {
                        binding.bind(statement, connection);
                        try (ResultSet rows = statement.executeQuery()) {
                            List<R> found = new ArrayList<>();
                            while (rows.next()) {
                                found.add(reading.read(rows));
                            }
                            return found;
                        }
                    }
                });
    }

    /** Sets a statement's parameters. */
    @FunctionalInterface
    private interface Binding {
        void bind(PreparedStatement statement, Connection connection) throws SQLException;
    }

    /** Reads one row. */
    @FunctionalInterface
    private interface Reading<R> {
        R read(ResultSet row) throws SQLException;
    }
}
