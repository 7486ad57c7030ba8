package dev.rollcall.identity.sync;

import dev.rollcall.contracts.id.ClerkUserId;
import dev.rollcall.contracts.resolve.LocalOrg;
import dev.rollcall.identity.user.UserRow;
import io.micronaut.core.type.Argument;
import io.micronaut.data.connection.annotation.Connectable;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.serde.ObjectMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The read that every request pays for: one statement and one trip, by the unique index on Clerk's
 * id. Of several memberships of one person in one organisation the youngest live one counts.
 */
@Singleton
class ResolvedUserReader {

    private static final String QUERY =
            """
            SELECT u.*,
                   (SELECT h.handle FROM identity.handles h WHERE h.user_id = u.id) AS handle,
                   (SELECT json_agg(json_build_object(
                               'id', o.id, 'clerkId', o.clerk_id, 'name', o.name, 'slug', o.slug,
                               'role', m.role))
                      FROM (SELECT DISTINCT ON (org_id) org_id, role
                              FROM identity.memberships
                             WHERE user_id = u.id
                               AND deleted_at IS NULL
                               AND (absent_at IS NULL
                                    OR extract(epoch FROM absent_at) * 1000 <= version_observed_ms)
                             ORDER BY org_id, clerk_created_at DESC, clerk_id DESC
                             LIMIT 100) m
                      JOIN identity.orgs o ON o.id = m.org_id
                     WHERE o.deleted_at IS NULL) AS orgs
              FROM identity.users u
             WHERE u.clerk_id = ?
            """;

    private static final Argument<List<LocalOrg>> ORGS = Argument.listOf(LocalOrg.class);

    private final JdbcOperations jdbc;
    private final ObjectMapper json;

    ResolvedUserReader(JdbcOperations jdbc, ObjectMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** Without a transaction: one statement sees one state, and a commit would be a second trip. */
    @Connectable
    Optional<ResolvedUser> find(ClerkUserId clerkId) {
        return jdbc.prepareStatement(
                QUERY,
                statement -> {
                    statement.setString(1, clerkId.value());
                    try (ResultSet rows = statement.executeQuery()) {
                        return rows.next() ? Optional.of(read(rows)) : Optional.empty();
                    }
                });
    }

    private ResolvedUser read(ResultSet rows) throws SQLException {
        UserRow row = jdbc.readEntity(rows, UserRow.class);
        String orgs = rows.getString("orgs");
        return new ResolvedUser(
                row, rows.getString("handle"), orgs == null ? List.of() : orgs(orgs));
    }

    private List<LocalOrg> orgs(String text) {
        try {
            return Objects.requireNonNull(json.readValue(text, ORGS));
        } catch (IOException ourOwnQuery) {
            throw new UncheckedIOException(ourOwnQuery);
        }
    }
}
