package dev.rollcall.identity.admin;

import dev.rollcall.contracts.admin.UserView;
import dev.rollcall.contracts.id.ClerkUserId;
import dev.rollcall.contracts.id.UserId;
import dev.rollcall.contracts.paging.PageRequest;
import dev.rollcall.contracts.personal.EmailAddress;
import dev.rollcall.contracts.personal.PersonName;
import dev.rollcall.contracts.personal.PersonalUrl;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Reads people for administrators: pages, by e-mail, by either id. */
@Singleton
class UserListRepository {

    private static final UUID BEHIND_ALL = new UUID(-1L, -1L);

    private static final String COLUMNS =
            """
            SELECT id, clerk_id, origin, sync_status, sync_error, email, email_verified, first_name,
                   last_name, username, image_url, role, banned, locked, external_id,
                   auth_provider, created_at, updated_at, last_synced_at, last_sync_source,
                   absent_at, deleted_at
              FROM identity.people
            """;

    private static final String BY_EMAIL =
            COLUMNS
                    + """
                       WHERE id IN (SELECT id FROM identity.users
                                     WHERE lower(email COLLATE "C") = ?
                                     UNION
                                    SELECT id FROM identity.users
                                     WHERE lower(claim_email COLLATE "C") = ?)
                         AND lower(email COLLATE "C") = ?
                       ORDER BY id DESC
                       LIMIT ?
                      """;

    private final JdbcOperations jdbc;

    UserListRepository(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    /** One more than a page, youngest first. */
    @Transactional
    List<UserView> list(ListFilter filter, PageRequest page) {
        String query = COLUMNS + " WHERE id < ?" + filter.sql() + " ORDER BY id DESC LIMIT ?";
        return jdbc.prepareStatement(
                query,
                statement -> {
                    statement.setObject(1, page.afterId() == null ? BEHIND_ALL : page.afterId());
                    statement.setInt(2, page.limit() + 1);
                    return Rows.list(statement, UserListRepository::user);
                });
    }

    @Transactional
    List<UserView> listByEmail(String emailKey) {
        return jdbc.prepareStatement(
                BY_EMAIL,
                statement -> {
                    statement.setString(1, emailKey);
                    statement.setString(2, emailKey);
                    statement.setString(3, emailKey);
                    statement.setInt(4, PageRequest.MOST);
                    return Rows.list(statement, UserListRepository::user);
                });
    }

    Optional<UserView> find(UserId id) {
        return find(" WHERE id = ?", id.value());
    }

    Optional<UserView> find(ClerkUserId id) {
        return find(" WHERE clerk_id = ?", id.value());
    }

    private Optional<UserView> find(String condition, Object id) {
        return jdbc.prepareStatement(
                COLUMNS + condition,
                statement -> {
                    statement.setObject(1, id);
                    return Rows.list(statement, UserListRepository::user).stream().findFirst();
                });
    }

    private static UserView user(ResultSet row) throws SQLException {
        return new UserView(
                new UserId(Rows.uuid(row, "id")),
                Rows.optional(row, "clerk_id", ClerkUserId::new),
                row.getString("origin"),
                row.getString("sync_status"),
                row.getString("sync_error"),
                Rows.optional(row, "email", EmailAddress::new),
                row.getBoolean("email_verified"),
                Rows.optional(row, "first_name", PersonName::new),
                Rows.optional(row, "last_name", PersonName::new),
                Rows.optional(row, "username", PersonName::new),
                Rows.optional(row, "image_url", PersonalUrl::new),
                row.getString("role"),
                row.getBoolean("banned"),
                row.getBoolean("locked"),
                row.getString("external_id"),
                row.getString("auth_provider"),
                Rows.instant(row, "created_at"),
                Rows.instant(row, "updated_at"),
                Rows.optionalInstant(row, "last_synced_at"),
                row.getString("last_sync_source"),
                Rows.optionalInstant(row, "absent_at"),
                Rows.optionalInstant(row, "deleted_at"));
    }
}
