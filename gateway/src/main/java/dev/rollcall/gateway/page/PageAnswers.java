package dev.rollcall.gateway.page;

import dev.rollcall.contracts.id.RequestId;
import dev.rollcall.contracts.problem.ProblemCode;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * What a person's browser gets instead of a page it may not see. Never a redirect to where it came
 * from: who has a cookie that does not work gets a shell without data, in which Clerk's script
 * fetches another and reloads once.
 */
@Singleton
public final class PageAnswers {

    private final Pages pages;

    PageAnswers(Pages pages) {
        this.pages = pages;
    }

    /** {@code page} is the path of the route, from the table and not from the request. */
    public MutableHttpResponse<?> denied(
            ProblemCode code, String page, Optional<Duration> retryAfter, RequestId requestId) {
        return switch (code) {
            case SESSION_MISSING -> HttpResponse.seeOther(URI.create("/login?next=" + page));
            case ROLE_REQUIRED -> HttpResponse.seeOther(URI.create("/app?notice=admin_required"));
            case TOKEN_EXPIRED -> shell(HttpStatus.OK, code, requestId);
            case TOKEN_INVALID, AUTHORIZED_PARTY, SESSION_PENDING, SESSION_REVOKED ->
                    shell(HttpStatus.UNAUTHORIZED, code, requestId);
            default -> refusal(code, retryAfter, requestId);
        };
    }

    private MutableHttpResponse<?> shell(HttpStatus status, ProblemCode code, RequestId requestId) {
        return pages.page("shell", values(code, requestId)).status(status);
    }

    private MutableHttpResponse<?> refusal(
            ProblemCode code, Optional<Duration> retryAfter, RequestId requestId) {
        var answer =
                pages.page("refusal", values(code, requestId))
                        .status(HttpStatus.valueOf(code.status()));
        return retryAfter.isEmpty()
                ? answer
                : answer.header("Retry-After", Long.toString(retryAfter.get().toSeconds()));
    }

    private static Map<String, String> values(ProblemCode code, RequestId requestId) {
        return Map.of(
                "code", code.wire(),
                "title", code.title(),
                "next", code.next(),
                "requestId", requestId.value());
    }
}
