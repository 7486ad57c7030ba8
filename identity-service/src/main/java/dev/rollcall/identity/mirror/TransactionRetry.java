package dev.rollcall.identity.mirror;

import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs a whole transaction again when PostgreSQL gave it up for another's sake: deadlock and
 * serialization failure (SQLSTATE 40P01, 40001). At most {@value #TRIES} times.
 */
@Singleton
public final class TransactionRetry {

    private static final int TRIES = 4;
    private static final Set<String> TRANSIENT = Set.of("40P01", "40001");

    public <T> T run(Supplier<T> transaction) {
        for (int attempt = 1; ; attempt++) {
            try {
                return transaction.get();
            } catch (RuntimeException failed) {
                if (attempt == TRIES || !isTransient(failed)) {
                    throw failed;
                }
            }
        }
    }

    private static boolean isTransient(Throwable failed) {
        for (@Nullable Throwable cause = failed; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return TRANSIENT.contains(String.valueOf(sql.getSQLState()));
            }
        }
        return false;
    }
}
