package dev.rollcall.identity.adopt;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** The imported people who belong to nobody at Clerk yet. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface LocalPersonRepository extends GenericRepository<LocalPerson, UUID> {

    @Query(
            """
            SELECT u.id, u.external_id, u.email, u.email_verified
              FROM identity.users u
             WHERE u.origin = 'local' AND u.clerk_id IS NULL AND u.deleted_at IS NULL
               AND (u.external_id = ANY (:externalIds) OR lower(u.email) = ANY (:emails))
            """)
    List<LocalPerson> listFitting(String[] externalIds, String[] emails);

    /** 0: somebody else has the row, or the person has one already. */
    @Query(
            """
            UPDATE identity.users
               SET clerk_id = :clerkId, origin = 'clerk', sync_status = 'pending',
                   next_sync_at = :at, updated_at = :at
             WHERE id = :id AND origin = 'local' AND clerk_id IS NULL AND deleted_at IS NULL
               AND NOT EXISTS (SELECT 1 FROM identity.users o WHERE o.clerk_id = :clerkId)
            """)
    int link(UUID id, String clerkId, Instant at);
}
