package dev.rollcall.audit.partition;

import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Singleton;
import java.sql.ResultSet;

/** Calls the owner's function, for the service itself may create nothing. */
@Singleton
final class PartitionRepository {

    private static final String ENSURE = "SELECT audit.ensure_partitions(?)";

    private final JdbcOperations jdbc;

    PartitionRepository(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    /** How many were made; none if all are there. */
    int ensure(int monthsAhead) {
        return jdbc.prepareStatement(
                ENSURE,
                statement -> {
                    statement.setInt(1, monthsAhead);
                    try (ResultSet row = statement.executeQuery()) {
                        return row.next() ? row.getInt(1) : 0;
                    }
                });
    }
}
