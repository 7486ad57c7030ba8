package dev.rollcall.acceptance.crash;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.acceptance.Door;
import dev.rollcall.acceptance.crash.Stored.InboxRow;
import dev.rollcall.stack.postgres.DatabaseUrl;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Reads what is on disk, as the superuser, and what the emulator was answered. */
final class StoredReader {

    private static final String INBOX =
            "SELECT message_id, state, reason FROM webhook.inbox ORDER BY received_at";

    private static final String RECEIVED =
            "SELECT message_id, 'received' FROM webhook.received_messages";

    private static final String APPLIED = "SELECT message_id, outcome FROM identity.applied_events";

    private static final String PEOPLE =
            """
            SELECT clerk_id, count(*)
              FROM identity.users
             WHERE clerk_id IS NOT NULL
             GROUP BY clerk_id
            """;

    private static final String GRANTED =
            """
            SELECT request_id, count(*)
              FROM audit.audit_logs
             WHERE action = 'access.granted' AND request_id IS NOT NULL
             GROUP BY request_id
            """;

    private static final String CREATIONS =
            """
            SELECT (SELECT count(*)
                      FROM identity.users
                     WHERE origin = 'clerk' AND version_hash IS NOT NULL) AS people,
                   (SELECT count(*)
                      FROM audit.audit_logs
                     WHERE action = 'user.created') AS records
            """;

    /** What is still on its way: to the mirror, and to the audit log. */
    private static final String WAITING =
            """
            SELECT (SELECT count(*) FROM webhook.inbox WHERE state = 'pending'),
                   (SELECT count(*) FROM identity.outbox WHERE refused_at IS NULL)
            """;

    private final DatabaseUrl database;
    private final Door clerk;

    StoredReader(DatabaseUrl database, Door clerk) {
        this.database = database;
        this.clerk = clerk;
    }

    Stored read() {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            return new Stored(
                    inbox(statement),
                    texts(statement, RECEIVED).keySet(),
                    texts(statement, APPLIED),
                    numbers(statement, PEOPLE),
                    numbers(statement, GRANTED),
                    creations(statement),
                    acknowledged());
        } catch (SQLException failed) {
            throw new AssertionError(failed);
        }
    }

    /** What has not come to rest, in words; empty if everything has. */
    String unsettled() {
        long sending =
                messages().stream()
                        .filter(it -> it.path("state").asText().equals("pending"))
                        .count();
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(WAITING)) {
            row.next();
            int inbox = row.getInt(1);
            int outbox = row.getInt(2);
            return sending + inbox + outbox == 0
                    ? ""
                    : "%d to be sent by Clerk, %d pending in the inbox, %d in the outbox"
                            .formatted(sending, inbox, outbox);
        } catch (SQLException failed) {
            return "the database cannot be read: " + failed.getSQLState();
        }
    }

    private Set<String> acknowledged() {
        Set<String> ids = new HashSet<>();
        for (JsonNode message : messages()) {
            for (JsonNode attempt : message.path("attempts")) {
                if (attempt.path("status").asInt() / 100 == 2) {
                    ids.add(message.path("id").asText());
                }
            }
        }
        return ids;
    }

    private List<JsonNode> messages() {
        List<JsonNode> messages = new ArrayList<>();
        clerk.get("/emulator/webhooks", null).json().path("messages").forEach(messages::add);
        return messages;
    }

    private static List<InboxRow> inbox(Statement statement) throws SQLException {
        List<InboxRow> rows = new ArrayList<>();
        try (ResultSet row = statement.executeQuery(INBOX)) {
            while (row.next()) {
                rows.add(new InboxRow(row.getString(1), row.getString(2), row.getString(3)));
            }
        }
        return rows;
    }

    private static Stored.Creations creations(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery(CREATIONS)) {
            row.next();
            return new Stored.Creations(row.getInt(1), row.getInt(2));
        }
    }

    private static Map<String, String> texts(Statement statement, String sql) throws SQLException {
        Map<String, String> values = new TreeMap<>();
        try (ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                values.put(row.getString(1), row.getString(2));
            }
        }
        return values;
    }

    private static Map<String, Integer> numbers(Statement statement, String sql)
            throws SQLException {
        Map<String, Integer> values = new TreeMap<>();
        texts(statement, sql).forEach((key, value) -> values.put(key, Integer.valueOf(value)));
        return values;
    }
}
