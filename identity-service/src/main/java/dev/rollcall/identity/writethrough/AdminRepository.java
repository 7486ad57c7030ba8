package dev.rollcall.identity.writethrough;

import dev.rollcall.identity.user.UserRow;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.UUID;

/** Who administers, as far as the mirror knows. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface AdminRepository extends GenericRepository<UserRow, UUID> {

    /** Orders that end somebody's administration come one after the other. */
    @Query("SELECT count(*) FROM (SELECT pg_advisory_xact_lock(7240113402)) AS locked")
    long lock();

    @Query(
            """
            SELECT EXISTS (SELECT 1 FROM identity.users u WHERE u.clerk_id = :clerkId)
            """)
    boolean isKnown(String clerkId);

    @Query(
            """
            SELECT EXISTS (
                SELECT 1 FROM identity.users u
                 WHERE u.clerk_id = :clerkId AND u.role = 'admin' AND NOT u.banned)
            """)
    boolean isAdmin(String clerkId);

    @Query(
            """
            SELECT EXISTS (
                SELECT 1 FROM identity.users u
                 WHERE u.role = 'admin' AND NOT u.banned AND u.deleted_at IS NULL
                   AND u.clerk_id <> :clerkId
                   AND (u.absent_at IS NULL
                        OR extract(epoch FROM u.absent_at) * 1000 <= u.version_observed_ms))
            """)
    boolean existsOtherAdmin(String clerkId);
}
