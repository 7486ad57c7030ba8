package dev.rollcall.identity.user;

import dev.rollcall.identity.mirror.RowArrays;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/**
 * Writes default organisations with their only membership, and takes what a deleted person owned.
 */
@Singleton
public class DefaultOrgStore {

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
            )
            INSERT INTO identity.memberships (
                id, origin, org_id, user_id, role, clerk_created_at, created_at, updated_at)
            SELECT membership_id, 'local', org_id, owner_id, role, at, at, at
              FROM n
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

    DefaultOrgStore(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    public void append(Collection<NewDefaultOrg> orgs, Instant at) {
        if (orgs.isEmpty()) {
            return;
        }
        jdbc.prepareStatement(
                APPEND,
                statement -> {
                    new RowArrays<NewDefaultOrg>(statement, orgs)
                            .uuids(org -> org.id().value())
                            .uuids(org -> org.owner().value())
                            .uuids(NewDefaultOrg::membershipId)
                            .texts(org -> NewDefaultOrg.OWNER_ROLE)
                            .times(org -> at);
                    return statement.executeUpdate();
                });
    }

    /** {@code owners} have been deleted. */
    public void leaveOwned(List<UUID> owners, Instant at) {
        if (owners.isEmpty()) {
            return;
        }
        jdbc.prepareStatement(
                LEAVE,
                statement -> {
                    new RowArrays<>(statement, owners).uuids(id -> id).times(id -> at);
                    return statement.executeUpdate();
                });
    }
}
