package dev.rollcall.identity.organization;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** The table of organisations, as far as Clerk's are concerned. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface OrgRepository extends GenericRepository<OrgRow, UUID> {

    @Query(
            """
            SELECT o.*, u.clerk_id AS owner_clerk_id
              FROM identity.orgs o
              LEFT JOIN identity.users u ON u.id = o.owner_id
             WHERE o.clerk_id = :clerkId
            """)
    Optional<OrgRow> findByClerkId(String clerkId);

    @Query(
            """
            INSERT INTO identity.orgs (
                id, clerk_id, sync_status, name, slug, image_url, owner_id, clerk_created_at,
                version_updated_ms, version_observed_ms, version_hash, absent_at,
                last_synced_at, last_sync_source, created_at, updated_at)
            VALUES (
                :id, :clerkId, :syncStatus, :name, :slug, :imageUrl, :ownerId, :clerkCreatedAt,
                :versionUpdatedMs, :versionObservedMs, :versionHash, :absentAt,
                :lastSyncedAt, :lastSyncSource, :createdAt, :updatedAt)
            """)
    void append(OrgRow row);

    @Query(
            """
            UPDATE identity.orgs
               SET sync_status = :syncStatus, name = :name, slug = :slug, image_url = :imageUrl,
                   owner_id = :ownerId, clerk_created_at = :clerkCreatedAt,
                   version_updated_ms = :versionUpdatedMs,
                   version_observed_ms = :versionObservedMs, version_hash = :versionHash,
                   absent_at = :absentAt, last_synced_at = :lastSyncedAt,
                   last_sync_source = :lastSyncSource, updated_at = :updatedAt
             WHERE id = :id
            """)
    void update(OrgRow row);

    @Query(
            """
            UPDATE identity.orgs
               SET clerk_id = NULL, sync_status = 'active', name = NULL, slug = NULL,
                   image_url = NULL, owner_id = NULL, clerk_created_at = NULL, absent_at = NULL,
                   version_updated_ms = NULL, version_observed_ms = NULL, version_hash = NULL,
                   deleted_at = :at, updated_at = :at
             WHERE id = :id
            """)
    void blank(UUID id, Instant at);

    /** An organisation's memberships end with it; its people stay. */
    @Query(
            """
            UPDATE identity.memberships
               SET deleted_at = :at, updated_at = :at
             WHERE org_id = :orgId AND deleted_at IS NULL
            """)
    void endMemberships(UUID orgId, Instant at);
}
