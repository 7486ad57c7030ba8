package dev.rollcall.stack.adopt;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes rows into identity's tables in the caller's transaction. A row with a Clerk id is one of
 * Clerk's that lacks its details; one without is local until its person arrives. Whatever is there
 * already is reported and not touched.
 */
final class ImportWriter {

    private static final String USER =
            """
            INSERT INTO identity.users (
                id, clerk_id, origin, sync_status, email, email_verified, external_id,
                next_sync_at, created_at, updated_at)
            VALUES (
                ?::uuid, NULLIF(?, ''), CASE WHEN ? = '' THEN 'local' ELSE 'clerk' END,
                CASE WHEN ? = '' THEN 'active' ELSE 'pending' END, NULLIF(?, ''),
                lower(?) = 'true', NULLIF(?, ''), now(),
                coalesce(NULLIF(?, '')::timestamptz, now()), now())
            ON CONFLICT DO NOTHING
            """;
    private static final String ORG =
            """
            INSERT INTO identity.orgs (
                id, clerk_id, origin, sync_status, name, created_at, updated_at)
            VALUES (
                ?::uuid, NULLIF(?, ''), CASE WHEN ? = '' THEN 'local' ELSE 'clerk' END,
                CASE WHEN ? = '' THEN 'active' ELSE 'pending' END, NULLIF(?, ''),
                coalesce(NULLIF(?, '')::timestamptz, now()), now())
            ON CONFLICT DO NOTHING
            """;

    private final Connection connection;

    ImportWriter(Connection connection) {
        this.connection = connection;
    }

    List<Csv.Fault> users(List<Csv.Row> rows) throws SQLException {
        List<Csv.Fault> faults = new ArrayList<>();
        try (PreparedStatement insert = connection.prepareStatement(USER)) {
            for (Csv.Row row : rows) {
                String clerkId = row.get("clerk_id");
                bind(
                        insert,
                        row.get("id"),
                        clerkId,
                        clerkId,
                        clerkId,
                        row.get("email"),
                        row.get("email_verified"),
                        row.get("external_id"),
                        row.get("created_at"));
                note(insert.executeUpdate(), row, faults);
            }
        }
        return faults;
    }

    List<Csv.Fault> orgs(List<Csv.Row> rows) throws SQLException {
        List<Csv.Fault> faults = new ArrayList<>();
        try (PreparedStatement insert = connection.prepareStatement(ORG)) {
            for (Csv.Row row : rows) {
                String clerkId = row.get("clerk_id");
                bind(
                        insert,
                        row.get("id"),
                        clerkId,
                        clerkId,
                        clerkId,
                        row.get("name"),
                        row.get("created_at"));
                note(insert.executeUpdate(), row, faults);
            }
        }
        return faults;
    }

    private static void bind(PreparedStatement insert, String... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            insert.setString(i + 1, values[i]);
        }
    }

    private static void note(int inserted, Csv.Row row, List<Csv.Fault> faults) {
        if (inserted == 0) {
            faults.add(new Csv.Fault(row.line(), "id or clerk_id is in the mirror already"));
        }
    }
}
