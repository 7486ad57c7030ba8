package dev.rollcall.contracts.problem;

import dev.rollcall.contracts.id.RequestId;
import io.micronaut.serde.annotation.Serdeable;
import org.jspecify.annotations.Nullable;

/** The body of every error, {@code application/problem+json} (RFC 9457). */
@Serdeable
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        String code,
        @Nullable RequestId requestId,
        String next) {

    public static final String MEDIA_TYPE = "application/problem+json";

    public static Problem of(ProblemCode code, String detail, @Nullable RequestId requestId) {
        return new Problem(
                "urn:rollcall:problem:" + code.wire(),
                code.title(),
                code.status(),
                detail,
                code.wire(),
                requestId,
                code.next());
    }
}
