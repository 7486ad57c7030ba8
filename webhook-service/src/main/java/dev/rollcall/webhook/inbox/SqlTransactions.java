package dev.rollcall.webhook.inbox;

import io.micronaut.data.exceptions.DataAccessException;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * Transactions for JDBC by hand. What PostgreSQL refuses comes out as a {@link DataAccessException}
 * with the SQLException as its cause. Thread-safe.
 */
@Singleton
public final class SqlTransactions {

    private final TransactionOperations<Connection> transactions;

    SqlTransactions(TransactionOperations<Connection> transactions) {
        this.transactions = transactions;
    }

    /** Commits what the work did, or nothing of it. */
    public <R> R write(Work<R> work) {
        return transactions.executeWrite(
                status -> {
                    try {
                        return work.run(status.getConnection());
                    } catch (SQLException failed) {
                        throw new DataAccessException("a statement failed", failed);
                    }
                });
    }

    /** What happens inside a transaction. */
    @FunctionalInterface
    public interface Work<R> {
        R run(Connection connection) throws SQLException;
    }
}
