package dev.rollcall.contracts.problem;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What nobody else handled: 503 where the database is away or busy, else 500. Messages of
 * exceptions repeat rows and values, so only class, SQLSTATE and place are logged. Stateless.
 */
@Singleton
final class UnexpectedFaultHandler implements ExceptionHandler<RuntimeException, HttpResponse<?>> {

    private static final Logger LOG = LoggerFactory.getLogger(UnexpectedFaultHandler.class);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    /**
     * Connection, transaction rollback, resources, operator intervention, system; see Appendix A.
     */
    private static final Set<String> AWAY_OR_BUSY = Set.of("08", "40", "53", "57", "58");

    private static final String LOCK_NOT_AVAILABLE = "55P03";
    private static final String OUR_PACKAGES = "dev.rollcall.";

    @Override
    @SuppressWarnings("rawtypes") // the interface declares the raw request
    public HttpResponse<?> handle(HttpRequest request, RuntimeException fault) {
        HttpRequest<?> typed = request;
        SQLException refused = sqlException(fault);
        boolean away = refused != null && isAwayOrBusy(refused);
        LOG.error(
                "event=request.failed exception={} sqlstate={} at={} request_id={}",
                (refused == null ? fault : refused).getClass().getName(),
                refused == null ? "-" : refused.getSQLState(),
                place(fault),
                ProblemResponses.requestId(typed).map(Object::toString).orElse("-"));
        return away
                ? ProblemResponses.of(
                        ProblemCode.UNAVAILABLE,
                        "The database is not available.",
                        Optional.of(RETRY_AFTER),
                        typed)
                : ProblemResponses.of(
                        ProblemCode.INTERNAL,
                        ProblemCode.INTERNAL.title() + '.',
                        Optional.empty(),
                        typed);
    }

    private static @Nullable SQLException sqlException(Throwable fault) {
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException refused) {
                return refused;
            }
        }
        return null;
    }

    /** PostgreSQL names a state with every error: without one it is the pool or the driver. */
    static boolean isAwayOrBusy(SQLException refused) {
        String state = refused.getSQLState();
        return refused instanceof SQLTransientException
                || state == null
                || state.equals(LOCK_NOT_AVAILABLE)
                || (state.length() > 1 && AWAY_OR_BUSY.contains(state.substring(0, 2)));
    }

    private static String place(Throwable fault) {
        for (StackTraceElement element : fault.getStackTrace()) {
            if (element.getClassName().startsWith(OUR_PACKAGES)) {
                return element.getClassName() + ':' + element.getLineNumber();
            }
        }
        return "-";
    }
}
