package dev.rollcall.identity.user;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The table of people. A deleted person has no Clerk id any more: nothing here finds one. */
@JdbcRepository(dialect = Dialect.POSTGRES)
public interface UserRepository extends GenericRepository<UserRow, UUID> {

    @Query("SELECT u.* FROM identity.users u WHERE u.clerk_id = :clerkId")
    Optional<UserRow> findByClerkId(String clerkId);

    @Query(
            """
            INSERT INTO identity.users (
                id, clerk_id, sync_status, email, email_verified, first_name, last_name, username,
                image_url, role, banned, locked, external_id, auth_provider, clerk_created_at,
                version_updated_ms, version_observed_ms, version_hash, absent_at,
                last_synced_at, last_sync_source, next_sync_at, created_at, updated_at)
            VALUES (
                :id, :clerkId, :syncStatus, :email, :emailVerified, :firstName, :lastName, :username,
                :imageUrl, :role, :banned, :locked, :externalId, :authProvider, :clerkCreatedAt,
                :versionUpdatedMs, :versionObservedMs, :versionHash, :absentAt,
                :lastSyncedAt, :lastSyncSource, :createdAt, :createdAt, :updatedAt)
            """)
    void append(UserRow row);

    @Query(
            """
            UPDATE identity.users
               SET sync_status = :syncStatus, email = :email, email_verified = :emailVerified,
                   first_name = :firstName, last_name = :lastName, username = :username,
                   image_url = :imageUrl, role = :role, banned = :banned, locked = :locked,
                   external_id = :externalId, auth_provider = :authProvider,
                   clerk_created_at = :clerkCreatedAt,
                   version_updated_ms = :versionUpdatedMs,
                   version_observed_ms = :versionObservedMs, version_hash = :versionHash,
                   absent_at = :absentAt, last_synced_at = :lastSyncedAt,
                   last_sync_source = :lastSyncSource,
                   sync_attempts = CASE WHEN :syncStatus = 'active' THEN 0 ELSE sync_attempts END,
                   sync_error = CASE WHEN :syncStatus = 'active' THEN NULL ELSE sync_error END,
                   updated_at = :updatedAt
             WHERE id = :id
            """)
    void update(UserRow row);

    /**
     * Blanks the person, the hash over their details included: the id stays, so that foreign keys
     * hold.
     */
    @Query(
            """
            UPDATE identity.users
               SET clerk_id = NULL, sync_status = 'active', deleted_at = :at, updated_at = :at,
                   email = NULL, email_verified = false, first_name = NULL, last_name = NULL,
                   username = NULL, image_url = NULL, role = NULL, external_id = NULL,
                   auth_provider = NULL, claim_iat = NULL, claim_email = NULL,
                   claim_first_name = NULL, claim_last_name = NULL, claim_username = NULL,
                   claim_image_url = NULL, claim_role = NULL, contradicted_hash = NULL,
                   banned = false, locked = false, clerk_created_at = NULL, absent_at = NULL,
                   version_updated_ms = NULL, version_observed_ms = NULL, version_hash = NULL,
                   sync_error = NULL, next_sync_at = NULL
             WHERE id = :id
            """)
    void blank(UUID id, Instant at);

    /** The memberships of a deleted person end with them. */
    @Query(
            """
            UPDATE identity.memberships
               SET deleted_at = :at, updated_at = :at
             WHERE user_id = :userId AND deleted_at IS NULL
            """)
    void endMemberships(UUID userId, Instant at);

    /** A default organisation is erased with its owner; Clerk's ones only lose them. */
    @Query(
            """
            UPDATE identity.orgs
               SET owner_id = NULL, updated_at = :at,
                   deleted_at = CASE WHEN origin = 'local' THEN :at ELSE deleted_at END,
                   name = CASE WHEN origin = 'local' THEN NULL ELSE name END,
                   slug = CASE WHEN origin = 'local' THEN NULL ELSE slug END,
                   image_url = CASE WHEN origin = 'local' THEN NULL ELSE image_url END
             WHERE owner_id = :userId
            """)
    void leaveOwnedOrgs(UUID userId, Instant at);

    @Query(
            """
            UPDATE identity.users
               SET claim_iat = :issuedAt, claim_email = :email, claim_first_name = :firstName,
                   claim_last_name = :lastName, claim_username = :username,
                   claim_image_url = :imageUrl, claim_role = :role, updated_at = :at
             WHERE clerk_id = :clerkId
               AND (claim_iat IS NULL OR claim_iat < :issuedAt)
            """)
    void updateClaims(
            String clerkId,
            Instant issuedAt,
            @Nullable String email,
            @Nullable String firstName,
            @Nullable String lastName,
            @Nullable String username,
            @Nullable String imageUrl,
            @Nullable String role,
            Instant at);

    @Query(
            """
            UPDATE identity.users SET contradicted_hash = :hash WHERE clerk_id = :clerkId
            """)
    void updateContradicted(String clerkId, long hash);

    /** Claims people whose details are due for this copy: the next try is pushed out first. */
    @Query(
            """
            UPDATE identity.users
               SET sync_attempts = sync_attempts + 1, next_sync_at = :leaseUntil
             WHERE id IN (SELECT id
                            FROM identity.users
                           WHERE sync_status <> 'active' AND deleted_at IS NULL
                             AND next_sync_at <= :now
                           ORDER BY next_sync_at
                           LIMIT :most
                             FOR UPDATE SKIP LOCKED)
            RETURNING *
            """)
    List<UserRow> claimDue(Instant now, Instant leaseUntil, int most);

    @Query(
            """
            UPDATE identity.users
               SET sync_status = :status, sync_error = :error, next_sync_at = :nextSyncAt,
                   updated_at = :at
             WHERE clerk_id = :clerkId AND sync_status <> 'active'
            """)
    void updateFailure(String clerkId, String status, String error, Instant nextSyncAt, Instant at);
}
