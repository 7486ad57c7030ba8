package dev.rollcall.gateway.proxy;

import dev.rollcall.contracts.problem.ProblemCode;
import dev.rollcall.gateway.hygiene.BrokenBodyException;
import dev.rollcall.gateway.hygiene.SlowBodyException;
import io.micronaut.http.client.exceptions.NoHostException;
import io.micronaut.http.client.exceptions.ReadTimeoutException;
import io.micronaut.http.client.exceptions.ResponseClosedException;
import io.micronaut.http.exceptions.BufferLengthExceededException;
import io.micronaut.http.exceptions.ContentLengthExceededException;
import java.io.IOException;
import java.util.concurrent.TimeoutException;

/** What the client hears when an upstream does not answer as it should. Pure. */
final class UpstreamFault {

    private static final int UNAUTHORIZED = 401;
    private static final int FIRST_STATUS = 200;
    private static final int DEEPEST_CAUSE = 8;

    private UpstreamFault() {}

    /**
     * Refused, timed out or hung up: the service is away, and trying again makes sense. A body over
     * the limit, or broken off, is the client's. Anything else is no answer that can be passed on.
     */
    static ProblemCode code(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < DEEPEST_CAUSE; depth++) {
            ProblemCode code = ofOne(cause);
            if (code != ProblemCode.UPSTREAM_FAILED) {
                return code;
            }
            cause = cause.getCause();
        }
        return ProblemCode.UPSTREAM_FAILED;
    }

    private static ProblemCode ofOne(Throwable cause) {
        return switch (cause) {
            case ContentLengthExceededException tooLarge -> ProblemCode.BODY_TOO_LARGE;
            case BufferLengthExceededException tooLarge -> ProblemCode.BODY_TOO_LARGE;
            case BrokenBodyException broken -> ProblemCode.MALFORMED_REQUEST;
            case SlowBodyException slow -> ProblemCode.REQUEST_TIMEOUT;
            case ReadTimeoutException slow -> ProblemCode.UNAVAILABLE;
            case ResponseClosedException hungUp -> ProblemCode.UNAVAILABLE;
            case NoHostException nowhere -> ProblemCode.UNAVAILABLE;
            case TimeoutException slow -> ProblemCode.UNAVAILABLE;
            case IOException unreachable -> ProblemCode.UNAVAILABLE;
            default -> ProblemCode.UPSTREAM_FAILED;
        };
    }

    /**
     * A status that cannot be meant for the client: an unfinished exchange, or a 401, which speaks
     * of our own service token, for no other one was sent.
     */
    static boolean isNonsense(int status) {
        return status < FIRST_STATUS || status == UNAUTHORIZED;
    }
}
