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

    /** Rows updated: none if a younger token has spoken. */
    @Query(
            """
            UPDATE identity.users
               SET claim_iat = :issuedAt, claim_email = :email, claim_first_name = :firstName,
                   claim_last_name = :lastName, claim_username = :username,
                   claim_image_url = :imageUrl, claim_role = :role, updated_at = :at
             WHERE clerk_id = :clerkId
               AND (claim_iat IS NULL OR claim_iat < :issuedAt)
            """)
    long updateClaims(
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
