package dev.rollcall.identity.tenant;

import dev.rollcall.contracts.id.ClerkOrgId;
import dev.rollcall.contracts.id.OrgId;
import dev.rollcall.contracts.id.UserId;
import dev.rollcall.contracts.paging.PageRequest;
import dev.rollcall.contracts.personal.EmailAddress;
import dev.rollcall.contracts.personal.PersonName;
import dev.rollcall.contracts.personal.PersonalUrl;
import dev.rollcall.contracts.tenant.MemberView;
import dev.rollcall.contracts.tenant.OrgView;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The statements of tenant reads. Each names the organisation or the person itself: row-level
 * security stands behind it, not in its place. Runs inside {@link TenantTransaction}.
 */
@Singleton
class TenantRepository {

    private static final UUID BEFORE_ALL = new UUID(0, 0);

    private static final String STANDING =
            """
            SELECT p.is_present, m.role
              FROM identity.people p
              LEFT JOIN identity.effective_memberships m ON m.user_id = p.id AND m.org_id = ?
             WHERE p.id = ?
            """;

    private static final String ORG_COLUMNS =
            """
            SELECT o.id, o.clerk_id, o.name, o.slug, o.image_url, m.role, o.created_at
              FROM identity.effective_memberships m
              JOIN identity.orgs o ON o.id = m.org_id
             WHERE o.deleted_at IS NULL
               AND (o.absent_at IS NULL
                    OR extract(epoch FROM o.absent_at) * 1000 <= o.version_observed_ms)
               AND m.user_id = ?
            """;

    private static final String LIST_ORGS =
            ORG_COLUMNS
                    + """
                         AND m.org_id > ?
                       ORDER BY m.org_id
                       LIMIT ?
                      """;

    private static final String FIND_ORG = ORG_COLUMNS + "   AND m.org_id = ?";

    private static final String LIST_MEMBERS =
            """
            SELECT p.id, p.first_name, p.last_name, p.username, p.image_url,
                   CASE WHEN ? THEN p.email END AS email, m.role
              FROM identity.effective_memberships m
              JOIN identity.people p ON p.id = m.user_id
             WHERE m.org_id = ?
               AND m.user_id > ?
               AND p.is_present
             ORDER BY m.user_id
             LIMIT ?
            """;

    private final JdbcOperations jdbc;

    TenantRepository(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    /** Empty if there is no such person. */
    Optional<Standing> findStanding(UserId reader, @Nullable OrgId org) {
        return list(
                        STANDING,
                        statement -> {
                            statement.setObject(1, org == null ? null : org.value());
                            statement.setObject(2, reader.value());
                        },
                        row -> new Standing(row.getBoolean(1), row.getString(2)))
                .stream()
                .findFirst();
    }

    /** One more than a page, in the order of their ids. */
    List<OrgView> listOrgs(UserId reader, PageRequest page) {
        return list(
                LIST_ORGS,
                statement -> {
                    statement.setObject(1, reader.value());
                    statement.setObject(2, after(page));
                    statement.setInt(3, page.limit() + 1);
                },
                TenantRepository::org);
    }

    Optional<OrgView> findOrg(UserId reader, OrgId org) {
        return list(
                        FIND_ORG,
                        statement -> {
                            statement.setObject(1, reader.value());
                            statement.setObject(2, org.value());
                        },
                        TenantRepository::org)
                .stream()
                .findFirst();
    }

    /** One more than a page, in the order of their ids. */
    List<MemberView> listMembers(OrgId org, boolean withEmail, PageRequest page) {
        return list(
                LIST_MEMBERS,
                statement -> {
                    statement.setBoolean(1, withEmail);
                    statement.setObject(2, org.value());
                    statement.setObject(3, after(page));
                    statement.setInt(4, page.limit() + 1);
                },
                TenantRepository::member);
    }

    private static UUID after(PageRequest page) {
        UUID after = page.afterId();
        return after == null ? BEFORE_ALL : after;
    }

    private static OrgView org(ResultSet row) throws SQLException {
        return new OrgView(
                new OrgId(row.getObject("id", UUID.class)),
                optional(row.getString("clerk_id"), ClerkOrgId::new),
                row.getString("name"),
                row.getString("slug"),
                row.getString("image_url"),
                row.getString("role"),
                row.getObject("created_at", OffsetDateTime.class).toInstant());
    }

    private static MemberView member(ResultSet row) throws SQLException {
        return new MemberView(
                new UserId(row.getObject("id", UUID.class)),
                optional(row.getString("first_name"), PersonName::new),
                optional(row.getString("last_name"), PersonName::new),
                optional(row.getString("username"), PersonName::new),
                optional(row.getString("image_url"), PersonalUrl::new),
                optional(row.getString("email"), EmailAddress::new),
                row.getString("role"));
    }

    private static <T> @Nullable T optional(@Nullable String text, Function<String, T> type) {
        return text == null ? null : type.apply(text);
    }

    private <T> List<T> list(String query, Binding binding, Reading<T> reading) {
        return jdbc.prepareStatement(
                query,
                statement -> {
                    binding.bind(statement);
                    List<T> found = new ArrayList<>();
                    try (ResultSet rows = statement.executeQuery()) {
                        while (rows.next()) {
                            found.add(reading.read(rows));
                        }
                    }
                    return found;
                });
    }

    @FunctionalInterface
    private interface Binding {
        void bind(PreparedStatement statement) throws SQLException;
    }

    @FunctionalInterface
    private interface Reading<T> {
        T read(ResultSet row) throws SQLException;
    }
}
