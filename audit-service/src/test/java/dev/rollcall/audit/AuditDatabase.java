package dev.rollcall.audit;

import dev.rollcall.contracts.id.ClerkUserId;
import dev.rollcall.testing.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Looks behind the service, as the administrator of its database. */
public final class AuditDatabase {

    private AuditDatabase() {}

    public static long count(TestDatabase database, String query, Object... parameters) {
        return (Long) column(database, query, parameters).getFirst();
    }

    /** The first column of every row. */
    public static List<Object> column(TestDatabase database, String query, Object... parameters) {
        try (Connection connection = database.adminDataSource().getConnection();
                PreparedStatement statement = connection.prepareStatement(query)) {
            bind(statement, parameters);
            List<Object> values = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    values.add(row.getObject(1));
                }
            }
            return values;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public static void execute(TestDatabase database, String sql, Object... parameters) {
        try (Connection connection = database.adminDataSource().getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, parameters);
            statement.execute();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What an erasure does to the tables of people. */
    public static void erase(TestDatabase database, ClerkUserId person) {
        execute(
                database,
                "INSERT INTO audit.subject_tombstones (subject_hash, erased_at) VALUES (?, now())",
                hash(person));
        execute(database, "DELETE FROM audit.subject_keys WHERE subject_hash = ?", hash(person));
    }

    /** HMAC-SHA-256 of the Clerk id under the tombstone key, computed anew. */
    public static byte[] hash(ClerkUserId person) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            byte[] key = Base64.getDecoder().decode(AuditStack.TOMBSTONE_KEY);
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(person.value().getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void bind(PreparedStatement statement, Object... parameters)
            throws SQLException {
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, parameters[i]);
        }
    }
}
