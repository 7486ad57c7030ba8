package dev.rollcall.identity.user;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.UUID;

/** Writes a default organisation and its only membership. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface DefaultOrgRepository extends GenericRepository<UserRow, UUID> {

    @Query(
            """
            WITH org AS (
                INSERT INTO identity.orgs (
                    id, origin, sync_status, name, owner_id, created_at, updated_at)
                VALUES (:orgId, 'local', 'active', 'Personal', :ownerId, :at, :at)
                RETURNING id
            )
            INSERT INTO identity.memberships (
                id, origin, org_id, user_id, role, clerk_created_at, created_at, updated_at)
            SELECT :membershipId, 'local', org.id, :ownerId, :role, :at, :at, :at
              FROM org
            RETURNING org_id
            """)
    UUID append(UUID orgId, UUID ownerId, UUID membershipId, String role, Instant at);
}
