package dev.rollcall.identity.mirror;

import io.micronaut.data.exceptions.DataAccessException;
import jakarta.inject.Singleton;
import java.util.function.Supplier;

/**
 * Runs a whole transaction again when PostgreSQL gave it up for another's sake: deadlock and
 * serialization failure (SQLSTATE 40P01, 40001). At most {@value #TRIES} times.
 */
@Singleton
public final class TransactionRetry {

    private static final int TRIES = 4;

    public <T> T run(Supplier<T> transaction) {
        for (int attempt = 1; ; attempt++) {
            try {
                return transaction.get();
            } catch (Exception failed) { // the transaction layer also throws SQLException unchecked
                if (attempt == TRIES || !SqlFaults.isTransient(failed)) {
                    throw failed instanceof RuntimeException unchecked
                            ? unchecked
                            : new DataAccessException("transaction", failed);
                }
            }
        }
    }
}
