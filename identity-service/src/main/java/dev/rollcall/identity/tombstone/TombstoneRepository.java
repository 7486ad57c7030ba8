package dev.rollcall.identity.tombstone;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;

/** What Clerk has deleted, by kind and HMAC of its id. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface TombstoneRepository extends GenericRepository<Tombstone, String> {

    @Query(
            """
            SELECT EXISTS (SELECT 1
                             FROM identity.tombstones
                            WHERE kind = :kind AND id_hash = :idHash)
            """)
    boolean exists(String kind, byte[] idHash);
}
