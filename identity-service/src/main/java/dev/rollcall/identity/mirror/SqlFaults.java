package dev.rollcall.identity.mirror;

import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What lies behind an exception, told by SQLSTATE; messages repeat rows and are never used. Pure.
 */
public final class SqlFaults {

    /** Deadlock and serialization failure: the same transaction may succeed next time. */
    private static final Set<String> TRANSIENT = Set.of("40P01", "40001");

    /** query_canceled. */
    private static final String TOO_SLOW = "57014";

    /** With lock_not_available: what our own time-outs end a statement with. */
    private static final Set<String> HELD_UP = Set.of("55P03", TOO_SLOW);

    /** Connection, resources, operator intervention, system; see Appendix A. */
    private static final Set<String> AWAY = Set.of("08", "53", "57", "58");

    private SqlFaults() {}

    static boolean isTransient(Throwable failed) {
        return state(failed).filter(TRANSIENT::contains).isPresent();
    }

    /**
     * Whether the database could not be reached, threw us out or has no room. PostgreSQL names a
     * state with every error: without one it is the pool or the driver.
     */
    public static boolean isAway(Throwable failed) {
        return find(failed)
                .filter(
                        sql ->
                                sql instanceof SQLTransientException
                                        || sql.getSQLState() == null
                                        || AWAY.stream().anyMatch(sql.getSQLState()::startsWith))
                .isPresent();
    }

    /** Whether a statement took for too long, by itself: waits for locks end sooner. */
    public static boolean isTooSlow(Throwable failed) {
        return state(failed).filter(TOO_SLOW::equals).isPresent();
    }

    /** Whether a statement was given up because it waited, or took, for too long. */
    public static boolean isHeldUp(Throwable failed) {
        return state(failed).filter(HELD_UP::contains).isPresent();
    }

    /** Whether a value is to blame (class 22, data exception): it will be next time too. */
    public static boolean isAboutValues(Throwable failed) {
        return state(failed).filter(state -> state.startsWith("22")).isPresent();
    }

    /** For logs: the exception's class and the SQLSTATE, if there is one. */
    public static String describe(Throwable failed) {
        return failed.getClass().getSimpleName() + state(failed).map(s -> '/' + s).orElse("");
    }

    private static Optional<String> state(Throwable failed) {
        return find(failed).map(SQLException::getSQLState);
    }

    private static Optional<SQLException> find(Throwable failed) {
        for (@Nullable Throwable cause = failed; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return Optional.of(sql);
            }
        }
        return Optional.empty();
    }
}
