package dev.rollcall.identity.user;

import dev.rollcall.identity.mirror.RowArrays;
import dev.rollcall.identity.mirror.RowStatements;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Writes default organisations with their only membership, and takes what a deleted person owned.
 */
@Singleton
public class DefaultOrgStore {

    /** The index decides who has one: a join could read it whole, by a plan of an emptier day. */
    private static final String APPEND =
            """
            WITH n AS (
                SELECT org_id, owner_id, membership_id, role, at
                  FROM unnest(?::uuid[], ?::uuid[], ?::uuid[], ?::text[], ?::timestamptz[])
                       AS n (org_id, owner_id, membership_id, role, at)
            ), org AS (
                INSERT INTO identity.orgs (
                    id, origin, sync_status, name, owner_id, created_at, updated_at)
                SELECT org_id, 'local', 'active', 'Personal', owner_id, at, at
                  FROM n
                    ON CONFLICT (owner_id) WHERE origin = 'local' AND deleted_at IS NULL DO NOTHING
                RETURNING id
            )
            INSERT INTO identity.memberships (
                id, origin, org_id, user_id, role, clerk_created_at, created_at, updated_at)
            SELECT n.membership_id, 'local', org.id, n.owner_id, n.role, n.at, n.at, n.at
              FROM org
              JOIN n ON n.org_id = org.id
            RETURNING org_id
            """;

    /** A default organisation is erased with its owner; Clerk's ones only lose them. */
    private static final String LEAVE =
            """
            UPDATE identity.orgs
               SET owner_id = NULL, updated_at = n.at,
                   deleted_at = CASE WHEN origin = 'local' THEN n.at ELSE deleted_at END,
                   name = CASE WHEN origin = 'local' THEN NULL ELSE name END,
                   slug = CASE WHEN origin = 'local' THEN NULL ELSE slug END,
                   image_url = CASE WHEN origin = 'local' THEN NULL ELSE image_url END
              FROM unnest(?::uuid[], ?::timestamptz[]) AS n (owner_id, at)
             WHERE orgs.owner_id = n.owner_id
            """;

    private final JdbcOperations jdbc;
    private final RowStatements statements;

    DefaultOrgStore(JdbcOperations jdbc, RowStatements statements) {
        this.jdbc = jdbc;
        this.statements = statements;
    }

    /** Those that were written: who has one keeps it. */
    public List<NewDefaultOrg> append(Collection<NewDefaultOrg> orgs, Instant at) {
        if (orgs.isEmpty()) {
            return List.of();
        }
        return jdbc.prepareStatement(
                APPEND,
                statement -> {
                    new RowArrays<NewDefaultOrg>(statement, orgs)
                            .uuids(org -> org.id().value())
                            .uuids(org -> org.owner().value())
                            .uuids(NewDefaultOrg::membershipId)
                            .texts(org -> NewDefaultOrg.OWNER_ROLE)
                            .times(org -> at);
                    Set<UUID> written = new HashSet<>();
                    try (ResultSet rows = statement.executeQuery()) {
                        while (rows.next()) {
                            written.add(rows.getObject(1, UUID.class));
                        }
                    }
                    return orgs.stream().filter(org -> written.contains(org.id().value())).toList();
                });
    }

    /** {@code owners} have been deleted. */
    public void leaveOwned(List<UUID> owners, Instant at) {
        statements.run(LEAVE, owners, rows -> rows.uuids(id -> id).times(id -> at));
    }
}
