package dev.rollcall.webhook.inbox;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Tells a failure that a single row can cause from one that would hit every row, by SQLSTATE class
 * (PostgreSQL, appendix A). Stateless.
 */
final class RowFault {

    private RowFault() {}

    /** Cardinality, data, integrity, rollback (deadlock), program limit: a row alone may pass. */
    static boolean blames(Throwable failure) {
        String state = sqlState(failure);
        return state != null
                && state.length() == 5
                && switch (state.substring(0, 2)) {
                    case "21", "22", "23", "40", "54" -> true;
                    default -> false;
                };
    }

    private static @Nullable String sqlState(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                return sql.getSQLState();
            }
        }
        return null;
    }
}
