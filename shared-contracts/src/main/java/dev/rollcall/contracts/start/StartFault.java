package dev.rollcall.contracts.start;

import java.net.BindException;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Why a process did not start, as one line for an operator: a setting is told in its own words,
 * anything else by kind. Messages of exceptions can hold values and are told only where they
 * cannot. Pure.
 */
final class StartFault {

    private StartFault() {}

    static String describe(Throwable failed) {
        Throwable last = failed;
        for (@Nullable Throwable cause = failed; cause != null; cause = cause.getCause()) {
            if (cause instanceof SettingsException wrong) {
                return String.valueOf(wrong.getMessage());
            }
            if (cause instanceof BindException) {
                return "its port is in use";
            }
            if (cause instanceof SQLException refused) {
                return "the database does not let it in (SQLSTATE " + refused.getSQLState() + ')';
            }
            last = cause;
        }
        return last.getClass().getName() + place(last);
    }

    private static String place(Throwable failed) {
        StackTraceElement[] trace = failed.getStackTrace();
        return trace.length == 0 ? "" : " at " + trace[0];
    }
}
