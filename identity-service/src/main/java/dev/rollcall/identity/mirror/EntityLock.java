package dev.rollcall.identity.mirror;

import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Singleton;

/**
 * Serialises the writers of one Clerk object until the end of the transaction, also of one that has
 * no row (yet or any more): a deletion and a late insert cannot pass each other. Take organisation
 * before user before membership. A transaction-level advisory lock, so poolers may stand in
 * between.
 */
@Singleton
public final class EntityLock {

    private static final String LOCK = "SELECT pg_advisory_xact_lock(hashtextextended(?, 0))";

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
}
