package dev.rollcall.webhook.inbox;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;

/** The inbox's partitions; made by a function of the owner, as this service may not make tables. */
@Singleton
final class PartitionRepository {

    private static final String MAKE = "SELECT webhook.make_inbox_partition(?)";

    private final SqlTransactions transactions;

    PartitionRepository(SqlTransactions transactions) {
        this.transactions = transactions;
    }

    /** Whether the partition of this day's month was not there before. */
    boolean makeInboxPartition(LocalDate day) {
        return transactions.write(connection -> make(day, connection));
    }

    private static boolean make(LocalDate day, Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(MAKE)) {
            statement.setObject(1, day);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }
}
