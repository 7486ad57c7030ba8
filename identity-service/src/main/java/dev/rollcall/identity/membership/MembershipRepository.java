package dev.rollcall.identity.membership;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** The table of memberships, as far as Clerk's are concerned. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface MembershipRepository extends GenericRepository<MembershipRow, UUID> {

    @Query(
            """
            SELECT m.*, o.clerk_id AS org_clerk_id, u.clerk_id AS user_clerk_id
              FROM identity.memberships m
              JOIN identity.orgs o ON o.id = m.org_id
              JOIN identity.users u ON u.id = m.user_id
             WHERE m.clerk_id = :clerkId
            """)
    Optional<MembershipRow> findByClerkId(String clerkId);

    @Query(
            """
            INSERT INTO identity.memberships (
                id, clerk_id, org_id, user_id, role, clerk_created_at,
                version_updated_ms, version_observed_ms, version_hash, created_at, updated_at)
            VALUES (
                :id, :clerkId, :orgId, :userId, :role, :clerkCreatedAt,
                :versionUpdatedMs, :versionObservedMs, :versionHash, :createdAt, :updatedAt)
            """)
    void append(MembershipRow row);

    @Query(
            """
            UPDATE identity.memberships
               SET org_id = :orgId, user_id = :userId, role = :role,
                   clerk_created_at = :clerkCreatedAt, version_updated_ms = :versionUpdatedMs,
                   version_observed_ms = :versionObservedMs, version_hash = :versionHash,
                   absent_at = :absentAt, updated_at = :updatedAt
             WHERE id = :id
            """)
    void update(MembershipRow row);

    @Query(
            """
            UPDATE identity.memberships
               SET deleted_at = :at, updated_at = :at
             WHERE id = :id AND deleted_at IS NULL
            """)
    void end(UUID id, Instant at);
}
