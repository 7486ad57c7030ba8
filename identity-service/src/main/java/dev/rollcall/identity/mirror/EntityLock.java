package dev.rollcall.identity.mirror;

import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * Serialises the writers of one Clerk object until the end of the transaction, also of one that has
 * no row (yet or any more): a deletion and a late insert cannot pass each other. Take all that a
 * transaction needs at once, in an order that is the same for everybody. Transaction-level advisory
 * locks, so poolers may stand in between.
 */
@Singleton
public final class EntityLock {

    private static final String LOCK = "SELECT pg_advisory_xact_lock(hashtextextended(?, 0))";

    private static final String LOCK_ALL =
            """
            SELECT pg_advisory_xact_lock(hashtextextended(id, 0))
              FROM unnest(?::text[]) AS id
            """;

    private final JdbcOperations jdbc;

    EntityLock(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    public void take(String clerkId) {
        jdbc.prepareStatement(
                LOCK,
                statement -> {
                    statement.setString(1, clerkId);
                    return statement.execute();
                });
    }

    /** One after another in the order given. */
    public void takeAll(List<String> clerkIds) {
        jdbc.prepareStatement(
                LOCK_ALL,
                statement -> {
                    new RowArrays<>(statement, clerkIds).texts(id -> id);
                    return statement.execute();
                });
    }
}
