package dev.rollcall.stack.demo;

import dev.rollcall.stack.postgres.DatabaseUrl;
import dev.rollcall.stack.process.StackException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Looks into PostgreSQL past the services, to see what they really wrote. */
final class MirrorView {

    private final DatabaseUrl database;

    MirrorView(DatabaseUrl database) {
        this.database = database;
    }

    /** The user's sync status; empty without a row. */
    String status(String clerkId) {
        return ask("SELECT sync_status FROM identity.users WHERE clerk_id = ?", clerkId);
    }

    /** The user's whole row as JSON; empty without one. */
    String row(String clerkId) {
        return ask("SELECT to_jsonb(u)::text FROM identity.users u WHERE clerk_id = ?", clerkId);
    }

    /** How far a webhook message came: pending, applied, ignored, dead; empty if unknown. */
    String message(String messageId) {
        return ask("SELECT state FROM webhook.inbox WHERE message_id = ?", messageId);
    }

    private String ask(String query, String parameter) {
        try (Connection connection = database.connect();
                PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, parameter);
            try (ResultSet rows = statement.executeQuery()) {
                String text = rows.next() ? rows.getString(1) : "";
                return text == null ? "" : text;
            }
        } catch (SQLException e) {
            throw new StackException("PostgreSQL does not answer: " + e.getMessage(), e);
        }
    }
}
