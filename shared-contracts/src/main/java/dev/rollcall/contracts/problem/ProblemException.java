package dev.rollcall.contracts.problem;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request that cannot be served, with the code its caller hears. The detail goes out as it is: it
 * must hold no personal data and nothing the caller sent.
 */
public final class ProblemException extends RuntimeException {

    private final ProblemCode code;
    private final transient @Nullable Duration retryAfter;

    public ProblemException(ProblemCode code, String detail) {
        this(code, detail, null, null);
    }

    private ProblemException(
            ProblemCode code,
            String detail,
            @Nullable Duration retryAfter,
            @Nullable Throwable cause) {
        super(detail, cause);
        this.code = code;
        this.retryAfter = retryAfter;
    }

    /** 503: a dependency is away; it is worth trying again after the given time. */
    public static ProblemException unavailable(
            String detail, Duration retryAfter, @Nullable Throwable cause) {
        return new ProblemException(ProblemCode.UNAVAILABLE, detail, retryAfter, cause);
    }

    public static ProblemException retryLater(
            ProblemCode code, String detail, Duration retryAfter) {
        return new ProblemException(code, detail, retryAfter, null);
    }

    public ProblemCode code() {
        return code;
    }

    public String detail() {
        return String.valueOf(getMessage());
    }

    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
