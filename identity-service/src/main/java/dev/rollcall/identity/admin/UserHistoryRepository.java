package dev.rollcall.identity.admin;

import dev.rollcall.contracts.admin.SyncEvent;
import dev.rollcall.contracts.id.ClerkOrgId;
import dev.rollcall.contracts.id.OrgId;
import dev.rollcall.contracts.id.UserId;
import dev.rollcall.contracts.resolve.LocalOrg;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** What belongs to one person: organisations, and what webhook messages did to the row. */
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
            SELECT message_id, event_type, applied_at, outcome, reason, version_before, version_after
              FROM identity.applied_events
             WHERE entity_id = ?
             ORDER BY applied_at DESC, message_id
             LIMIT 100
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
        return new SyncEvent(
                row.getString("message_id"),
                row.getString("event_type"),
                Rows.instant(row, "applied_at"),
                row.getString("outcome"),
                row.getString("reason"),
                Rows.optionalLong(row, "version_before"),
                Rows.optionalLong(row, "version_after"));
    }
}
