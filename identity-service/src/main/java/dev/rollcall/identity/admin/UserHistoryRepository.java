package dev.rollcall.identity.admin;

import dev.rollcall.contracts.admin.SyncEvent;
import dev.rollcall.contracts.id.ClerkOrgId;
import dev.rollcall.contracts.id.ClerkUserId;
import dev.rollcall.contracts.id.OrgId;
import dev.rollcall.contracts.id.UserId;
import dev.rollcall.contracts.resolve.LocalOrg;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;

/** What belongs to one person: organisations, sessions, and what happened to the row. */
@Singleton
class UserHistoryRepository {

    private static final String ORGS =
            """
            SELECT o.id, o.clerk_id, o.name, o.slug, m.role
              FROM identity.effective_memberships m
              JOIN identity.orgs o ON o.id = m.org_id
             WHERE m.user_id = ?
               AND o.deleted_at IS NULL
             ORDER BY o.id
             LIMIT 100
            """;

    private static final String HISTORY =
            """
            SELECT at, source, message_id, change, reason, fields, version_before, version_after
              FROM identity.sync_history
             WHERE entity_id = ?
             ORDER BY id DESC
             LIMIT 100
            """;

    private static final String ACTIVE_SESSIONS =
            """
            SELECT count(*)
              FROM identity.sessions
             WHERE user_clerk_id = ?
               AND NOT over
               AND (expires_at IS NULL OR expires_at > ?)
            """;

    private final JdbcOperations jdbc;

    UserHistoryRepository(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    List<LocalOrg> listOrgs(UserId user) {
        return list(ORGS, user, UserHistoryRepository::org);
    }

    List<SyncEvent> listEvents(UserId user) {
        return list(HISTORY, user, UserHistoryRepository::event);
    }

    int countActiveSessions(ClerkUserId user, Instant now) {
        return jdbc.prepareStatement(
                ACTIVE_SESSIONS,
                statement -> {
                    statement.setString(1, user.value());
                    statement.setTimestamp(2, Timestamp.from(now));
                    return Rows.list(statement, row -> row.getInt(1)).getFirst();
                });
    }

    private <T> List<T> list(String query, UserId user, Rows.Reading<T> reading) {
        return jdbc.prepareStatement(
                query,
                statement -> {
                    statement.setObject(1, user.value());
                    return Rows.list(statement, reading);
                });
    }

    private static LocalOrg org(ResultSet row) throws SQLException {
        return new LocalOrg(
                new OrgId(Rows.uuid(row, "id")),
                Rows.optional(row, "clerk_id", ClerkOrgId::new),
                row.getString("name"),
                row.getString("slug"),
                row.getString("role"));
    }

    private static SyncEvent event(ResultSet row) throws SQLException {
        String fields = row.getString("fields");
        return new SyncEvent(
                Rows.instant(row, "at"),
                row.getString("source"),
                row.getString("message_id"),
                row.getString("change"),
                row.getString("reason"),
                fields.isEmpty() ? List.of() : List.of(fields.split(",")),
                Rows.optionalLong(row, "version_before"),
                Rows.optionalLong(row, "version_after"));
    }
}
