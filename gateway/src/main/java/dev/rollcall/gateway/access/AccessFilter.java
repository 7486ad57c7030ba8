package dev.rollcall.gateway.access;

import dev.rollcall.contracts.id.RequestId;
import dev.rollcall.contracts.problem.ProblemCode;
import dev.rollcall.contracts.problem.ProblemResponses;
import dev.rollcall.gateway.limit.Spent;
import dev.rollcall.gateway.page.PageAnswers;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.server.annotation.PreMatching;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Carries out what was ruled about a request that no upstream gets. Runs before the framework's own
 * routing; a request that nothing was ruled about goes no further.
 */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
final class AccessFilter implements Ordered {

    private final PageAnswers pages;

    AccessFilter(PageAnswers pages) {
        this.pages = pages;
    }

    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }

    /** Empty lets the request go on to our own controller. */
    @PreMatching
    @RequestFilter
    Optional<HttpResponse<?>> pass(HttpRequest<?> request) {
        RuledRequest ruled = RuledRequest.of(request);
        return switch (ruled.ruling()) {
            case Ruling.Served served -> {
                ruled.request().attachTo(request);
                served.visitor().ifPresent(visitor -> visitor.attachTo(request));
                if (served.spent() != null) {
                    served.spent().attachTo(request);
                }
                yield Optional.empty();
            }
            case Ruling.Refused refused ->
                    Optional.of(denied(refused, ruled.request().id(), request));
            case Ruling.Gone gone ->
                    Optional.of(
                            told(
                                    gone.spent(),
                                    ProblemResponses.of(
                                            ProblemCode.GONE,
                                            gone.advice(),
                                            Optional.empty(),
                                            request)));
            case Ruling.Unlisted unlisted ->
                    Optional.of(problem(ProblemCode.NOT_FOUND, Optional.empty(), request));
            case Ruling.OtherMethod(var allowed) ->
                    Optional.of(
                            problem(ProblemCode.METHOD_NOT_ALLOWED, Optional.empty(), request)
                                    .header(
                                            HttpHeaders.ALLOW,
                                            String.join(", ", allowed.stream().sorted().toList())));
            case Ruling.Preflighted(String method) -> Optional.of(Preflight.answer(method));
            case Ruling.Forwarded forwarded ->
                    throw new IllegalStateException("an upstream's request came to the framework");
        };
    }

    private HttpResponse<?> denied(Ruling.Refused refused, RequestId id, HttpRequest<?> request) {
        return told(
                refused.spent(),
                refused.route().page()
                        ? pages.denied(
                                refused.code(),
                                refused.route().pattern().path(),
                                refused.retryAfter(),
                                id)
                        : problem(refused.code(), refused.retryAfter(), request));
    }

    /** With what is left of the client's allowance. */
    private static HttpResponse<?> told(@Nullable Spent spent, MutableHttpResponse<?> response) {
        if (spent != null) {
            spent.write(response::header);
        }
        return response;
    }

    private static MutableHttpResponse<?> problem(
            ProblemCode code, Optional<Duration> retryAfter, HttpRequest<?> request) {
        return ProblemResponses.of(code, code.title() + '.', retryAfter, request);
    }
}
