package dev.rollcall.identity.admin;

import dev.rollcall.contracts.admin.OrgRecord;
import dev.rollcall.contracts.id.ClerkOrgId;
import dev.rollcall.contracts.id.OrgId;
import dev.rollcall.contracts.id.UserId;
import dev.rollcall.contracts.paging.PageRequest;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/** Reads organisations for administrators. */
@Singleton
class OrgListRepository {

    private static final UUID BEHIND_ALL = new UUID(-1L, -1L);

    private static final String COLUMNS =
            """
            SELECT id, clerk_id, origin, sync_status, name, slug, image_url, owner_id, created_at,
                   updated_at, last_synced_at, last_sync_source, deleted_at,
                   CASE WHEN version_observed_ms IS NULL
                          OR extract(epoch FROM absent_at) * 1000 > version_observed_ms
                        THEN absent_at END AS absent_at
              FROM identity.orgs
             WHERE id < ?
            """;

    private final JdbcOperations jdbc;

    OrgListRepository(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    /** One more than a page, youngest first. */
    @Transactional
    List<OrgRecord> list(ListFilter filter, PageRequest page) {
        return jdbc.prepareStatement(
                COLUMNS + filter.sql() + " ORDER BY id DESC LIMIT ?",
                statement -> {
                    statement.setObject(1, page.afterId() == null ? BEHIND_ALL : page.afterId());
                    statement.setInt(2, page.limit() + 1);
                    return Rows.list(statement, OrgListRepository::org);
                });
    }

    private static OrgRecord org(ResultSet row) throws SQLException {
        UUID owner = row.getObject("owner_id", UUID.class);
        return new OrgRecord(
                new OrgId(Rows.uuid(row, "id")),
                Rows.optional(row, "clerk_id", ClerkOrgId::new),
                row.getString("origin"),
                row.getString("sync_status"),
                row.getString("name"),
                row.getString("slug"),
                row.getString("image_url"),
                owner == null ? null : new UserId(owner),
                Rows.instant(row, "created_at"),
                Rows.instant(row, "updated_at"),
                Rows.optionalInstant(row, "last_synced_at"),
                row.getString("last_sync_source"),
                Rows.optionalInstant(row, "absent_at"),
                Rows.optionalInstant(row, "deleted_at"));
    }
}
