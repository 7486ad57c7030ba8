package dev.rollcall.identity.outbox;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** The outbox table, in the order of its ids. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface OutboxRepository extends GenericRepository<OutboxRow, UUID> {

    /**
     * For this transaction. The table is empty or full of rows just deleted: a plan of the one
     * moment reads all of it in the other.
     */
    @Query(
            "SELECT set_config('enable_seqscan', 'off', true) || set_config('enable_sort', 'off', true)")
    String stayWithIndex();

    @Query(
            """
            SELECT id, body
              FROM identity.outbox
             WHERE refused_at IS NULL
             ORDER BY id
             LIMIT :most
            """)
    List<OutboxRow> listWaiting(int most);

    @Query("UPDATE identity.outbox SET refused_at = :at WHERE id = :id AND refused_at IS NULL")
    void updateRefused(UUID id, Instant at);

    @Query("SELECT count(*) FROM (SELECT 1 FROM identity.outbox LIMIT 10000) waiting")
    long countWaiting();
}
