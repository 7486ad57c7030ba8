package dev.rollcall.contracts.problem;

import dev.rollcall.contracts.id.RequestId;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponseFactory;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import java.time.Duration;
import java.util.Optional;

/** Turns a problem code into the response that carries it. Stateless. */
public final class ProblemResponses {

    private static final MediaType PROBLEM_JSON = MediaType.of(Problem.MEDIA_TYPE);

    private ProblemResponses() {}

    public static MutableHttpResponse<Problem> of(ProblemException fault, HttpRequest<?> request) {
        return of(fault.code(), fault.detail(), fault.retryAfter(), request);
    }

    public static MutableHttpResponse<Problem> of(
            ProblemCode code,
            String detail,
            Optional<Duration> retryAfter,
            HttpRequest<?> request) {
        MutableHttpResponse<Problem> response =
                HttpResponseFactory.INSTANCE.status(HttpStatus.valueOf(code.status()));
        return fill(response, code, detail, retryAfter, request);
    }

    static MutableHttpResponse<Problem> fill(
            MutableHttpResponse<?> response,
            ProblemCode code,
            String detail,
            Optional<Duration> retryAfter,
            HttpRequest<?> request) {
        RequestId requestId = requestId(request).orElse(null);
        MutableHttpResponse<Problem> problem = response.body(Problem.of(code, detail, requestId));
        problem.contentType(PROBLEM_JSON).header(HttpHeaders.CACHE_CONTROL, "no-store");
        if (code.status() == HttpStatus.UNAUTHORIZED.getCode()) {
            problem.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        }
        if (code.status() == HttpStatus.SERVICE_UNAVAILABLE.getCode() || retryAfter.isPresent()) {
            long seconds = retryAfter.map(Duration::toSeconds).orElse(2L);
            problem.header(HttpHeaders.RETRY_AFTER, Long.toString(Math.max(1, seconds)));
        }
        return problem;
    }

    /** The id the gateway gave the request: an attribute there, a header behind it. */
    public static Optional<RequestId> requestId(HttpRequest<?> request) {
        return request.getAttribute(RequestId.HEADER, RequestId.class)
                .or(
                        () ->
                                Optional.ofNullable(request.getHeaders().get(RequestId.HEADER))
                                        .filter(RequestId::isValid)
                                        .map(RequestId::new));
    }
}
