package dev.rollcall.gateway.access;

import dev.rollcall.contracts.id.RequestId;
import dev.rollcall.contracts.problem.ProblemCode;
import dev.rollcall.contracts.problem.ProblemResponses;
import dev.rollcall.gateway.access.AccessDecision.Denied;
import dev.rollcall.gateway.limit.Spent;
import dev.rollcall.gateway.page.PageAnswers;
import dev.rollcall.gateway.proxy.UpstreamProxy;
import dev.rollcall.gateway.route.Route;
import dev.rollcall.gateway.route.RouteMatch;
import dev.rollcall.gateway.route.RouteTable;
import dev.rollcall.gateway.route.Target;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.server.annotation.PreMatching;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way of every request: its route, then whether it may pass, then who serves it. Runs before
 * the framework's own routing and sees the path that will be dispatched; whatever it does not let
 * through is answered here. Each decision is logged once.
 */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
final class AccessFilter implements Ordered {

    private static final Logger LOG = LoggerFactory.getLogger(AccessFilter.class);

    private final RouteTable routes;
    private final Doorkeeper doorkeeper;
    private final UpstreamProxy proxy;
    private final PageAnswers pages;
    private final Denials denials;

    AccessFilter(
            RouteTable routes,
            Doorkeeper doorkeeper,
            UpstreamProxy proxy,
            PageAnswers pages,
            Denials denials) {
        this.routes = routes;
        this.doorkeeper = doorkeeper;
        this.proxy = proxy;
        this.pages = pages;
        this.denials = denials;
    }

    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }

    /** Empty lets the request go on to our own controller. Runs on the event loop: never waits. */
    @PreMatching
    @RequestFilter
    CompletionStage<Optional<HttpResponse<?>>> pass(HttpRequest<?> request) {
        long start = System.nanoTime();
        RequestId requestId = ProblemResponses.requestId(request).orElseThrow();
        String path = request.getUri().getRawPath();
        Optional<HttpResponse<?>> preflight = Preflight.answer(request, routes);
        if (preflight.isPresent()) {
            return answer(preflight.get());
        }
        return switch (routes.match(request.getMethodName(), path)) {
            case RouteMatch.Unlisted unlisted -> {
                log("-", ProblemCode.NOT_FOUND.wire(), requestId, start);
                denials.keep(request, null, Denied.of(ProblemCode.NOT_FOUND), requestId);
                yield answer(problem(ProblemCode.NOT_FOUND, request));
            }
            case RouteMatch.OtherMethod(var allowed) -> {
                log("-", ProblemCode.METHOD_NOT_ALLOWED.wire(), requestId, start);
                denials.keep(request, null, Denied.of(ProblemCode.METHOD_NOT_ALLOWED), requestId);
                yield answer(
                        problem(ProblemCode.METHOD_NOT_ALLOWED, request)
                                .header(HttpHeaders.ALLOW, String.join(", ", allowed)));
            }
            case RouteMatch.Listed(Route route) ->
                    doorkeeper
                            .decide(request, route, requestId)
                            .thenCompose(
                                    decision -> act(decision, request, route, requestId, start));
        };
    }

    private CompletionStage<Optional<HttpResponse<?>>> act(
            AccessDecision decision,
            HttpRequest<?> request,
            Route route,
            RequestId requestId,
            long start) {
        return switch (decision) {
            case AccessDecision.Granted granted -> {
                log(route.name(), "", requestId, start);
                yield serve(request, route, granted, requestId);
            }
            case AccessDecision.Denied denied -> {
                log(route.name(), denied.reason(), requestId, start);
                denials.keep(request, route, denied, requestId);
                yield answer(
                        route.page()
                                ? pages.denied(denied.code(), route.pattern().path(), requestId)
                                : told(
                                        request,
                                        ProblemResponses.of(
                                                denied.code(),
                                                denied.code().title() + '.',
                                                denied.retryAfter(),
                                                request)));
            }
        };
    }

    private CompletionStage<Optional<HttpResponse<?>>> serve(
            HttpRequest<?> request,
            Route route,
            AccessDecision.Granted granted,
            RequestId requestId) {
        granted.visitor().ifPresent(visitor -> visitor.attachTo(request));
        return switch (route.target()) {
            case Target.Local local -> CompletableFuture.completedFuture(Optional.empty());
            case Target.Gone(String advice) ->
                    answer(
                            ProblemResponses.of(
                                    ProblemCode.GONE, advice, Optional.empty(), request));
            case Target.Upstream upstream ->
                    proxy.forward(request, upstream, route, granted.visitor(), requestId)
                            .thenApply(response -> Optional.of(told(request, response)));
        };
    }

    private static CompletionStage<Optional<HttpResponse<?>>> answer(HttpResponse<?> response) {
        return CompletableFuture.completedFuture(Optional.of(response));
    }

    /** With what is left of the client's allowance. */
    private static HttpResponse<?> told(HttpRequest<?> request, MutableHttpResponse<?> response) {
        Spent.of(request).ifPresent(spent -> spent.write(response.getHeaders()));
        return response;
    }

    private static MutableHttpResponse<?> problem(ProblemCode code, HttpRequest<?> request) {
        return ProblemResponses.of(code, code.title() + '.', Optional.empty(), request);
    }

    private static void log(String route, String refusal, RequestId requestId, long start) {
        boolean granted = refusal.isEmpty();
        LOG.info(
                "event=access.decided route={} granted={} reason={} request_id={} ms={}",
                route,
                granted,
                granted ? "-" : refusal,
                requestId,
                TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
    }
}
