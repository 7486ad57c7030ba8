package dev.rollcall.identity.sync;

import dev.rollcall.contracts.id.ClerkOrgId;
import dev.rollcall.contracts.id.ClerkUserId;
import dev.rollcall.contracts.id.OrgId;
import dev.rollcall.contracts.resolve.LocalOrg;
import dev.rollcall.identity.user.UserRow;
import io.micronaut.data.connection.annotation.Connectable;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The read that every request pays for: one statement and one trip, by the unique index on Clerk's
 * id, for one person or many. Of several memberships of one person in one organisation the youngest
 * live one counts. Columns are read by position: by name they cost a tenth of the request.
 */
@Singleton
class ResolvedUserReader {

    static final String QUERY =
            """
            SELECT u.id, u.clerk_id, u.sync_status, u.email, u.email_verified, u.first_name,
                   u.last_name, u.username, u.image_url, u.role, u.banned, u.locked, u.external_id,
                   u.auth_provider, u.clerk_created_at, u.version_updated_ms, u.version_observed_ms,
                   u.version_hash, u.absent_at, u.claim_iat, u.claim_email, u.claim_first_name,
                   u.claim_last_name, u.claim_username, u.claim_image_url, u.claim_role,
                   u.contradicted_hash, u.last_synced_at, u.last_sync_source, u.sync_attempts,
                   u.created_at, u.updated_at,
                   (SELECT h.handle FROM identity.handles h WHERE h.user_id = u.id),
                   o.id, o.clerk_id, o.name, o.slug, o.role
              FROM identity.users u
              LEFT JOIN LATERAL (
                   SELECT org.id, org.clerk_id, org.name, org.slug, m.role
                     FROM (SELECT DISTINCT ON (org_id) org_id, role
                             FROM identity.memberships
                            WHERE user_id = u.id
                              AND deleted_at IS NULL
                              AND (absent_at IS NULL
                                   OR extract(epoch FROM absent_at) * 1000 <= version_observed_ms)
                            ORDER BY org_id, clerk_created_at DESC, clerk_id DESC
                            LIMIT 100) m
                     JOIN identity.orgs org ON org.id = m.org_id
                    WHERE org.deleted_at IS NULL) o ON true
             WHERE u.clerk_id = ANY (?)
            """;

    private record Found(UserRow row, @Nullable String handle, List<LocalOrg> orgs) {}

    private final JdbcOperations jdbc;

    ResolvedUserReader(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    /** Without a transaction: one statement sees one state, and a commit would be a second trip. */
    @Connectable
    Optional<ResolvedUser> find(ClerkUserId clerkId) {
        return jdbc.prepareStatement(
                QUERY,
                statement ->
                        Optional.ofNullable(
                                find(statement, List.of(clerkId.value())).get(clerkId.value())));
    }

    /** Those of them that there are, by Clerk's id; the statement is of {@link #QUERY}. */
    static Map<String, ResolvedUser> find(PreparedStatement statement, Collection<String> clerkIds)
            throws SQLException {
        statement.setArray(1, statement.getConnection().createArrayOf("text", clerkIds.toArray()));
        Map<String, Found> found = new HashMap<>();
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                add(found, rows);
            }
        }
        Map<String, ResolvedUser> users = new HashMap<>();
        found.forEach(
                (clerkId, user) ->
                        users.put(clerkId, new ResolvedUser(user.row, user.handle, user.orgs)));
        return users;
    }

    private static void add(Map<String, Found> found, ResultSet rows) throws SQLException {
        String clerkId = rows.getString(2);
        Found user = found.get(clerkId);
        if (user == null) {
            user = new Found(row(rows), rows.getString(33), new ArrayList<>(2));
            found.put(clerkId, user);
        }
        UUID org = rows.getObject(34, UUID.class);
        if (org != null) {
            user.orgs.add(org(rows, org));
        }
    }

    private static LocalOrg org(ResultSet rows, UUID id) throws SQLException {
        String clerkId = rows.getString(35);
        return new LocalOrg(
                new OrgId(id),
                clerkId == null ? null : new ClerkOrgId(clerkId),
                rows.getString(36),
                rows.getString(37),
                rows.getString(38));
    }

    private static UserRow row(ResultSet rows) throws SQLException {
        return new UserRow(
                rows.getObject(1, UUID.class),
                rows.getString(2),
                rows.getString(3),
                rows.getString(4),
                rows.getBoolean(5),
                rows.getString(6),
                rows.getString(7),
                rows.getString(8),
                rows.getString(9),
                rows.getString(10),
                rows.getBoolean(11),
                rows.getBoolean(12),
                rows.getString(13),
                rows.getString(14),
                instant(rows, 15),
                number(rows, 16),
                number(rows, 17),
                number(rows, 18),
                instant(rows, 19),
                instant(rows, 20),
                rows.getString(21),
                rows.getString(22),
                rows.getString(23),
                rows.getString(24),
                rows.getString(25),
                rows.getString(26),
                number(rows, 27),
                instant(rows, 28),
                rows.getString(29),
                rows.getInt(30),
                rows.getTimestamp(31).toInstant(),
                rows.getTimestamp(32).toInstant());
    }

    private static @Nullable Instant instant(ResultSet rows, int column) throws SQLException {
        Timestamp time = rows.getTimestamp(column);
        return time == null ? null : time.toInstant();
    }

    private static @Nullable Long number(ResultSet rows, int column) throws SQLException {
        long number = rows.getLong(column);
        return rows.wasNull() ? null : number;
    }
}
