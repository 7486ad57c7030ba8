package dev.rollcall.gateway.access;

import dev.rollcall.contracts.problem.ProblemCode;
import dev.rollcall.gateway.access.AccessDecision.Denied;
import dev.rollcall.gateway.access.AccessDecision.Granted;
import dev.rollcall.gateway.decision.DecisionMetrics;
import dev.rollcall.gateway.hygiene.CleanRequest;
import dev.rollcall.gateway.route.Route;
import dev.rollcall.gateway.route.RouteMatch;
import dev.rollcall.gateway.route.RouteTable;
import dev.rollcall.gateway.route.Target;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What becomes of a request: its route, then whether it may pass. Each decision is logged once, and
 * a refusal remembered. Thread safe, and never waits: what memory does not know is decided on
 * another thread.
 */
@Singleton
public final class Entrance {

    private static final Logger LOG = LoggerFactory.getLogger(Entrance.class);

    private final RouteTable routes;
    private final Doorkeeper doorkeeper;
    private final Denials denials;
    private final DecisionMetrics metrics;

    Entrance(RouteTable routes, Doorkeeper doorkeeper, Denials denials, DecisionMetrics metrics) {
        this.routes = routes;
        this.doorkeeper = doorkeeper;
        this.denials = denials;
        this.metrics = metrics;
    }

    public CompletionStage<Ruling> rule(CleanRequest request) {
        Optional<Ruling> preflight = Preflight.of(request, routes);
        if (preflight.isPresent()) {
            return CompletableFuture.completedFuture(preflight.get());
        }
        long start = System.nanoTime();
        return switch (routes.match(request.method(), request.path())) {
            case RouteMatch.Unlisted unlisted ->
                    nowhere(request, ProblemCode.NOT_FOUND, new Ruling.Unlisted(), start);
            case RouteMatch.OtherMethod(var allowed) ->
                    nowhere(
                            request,
                            ProblemCode.METHOD_NOT_ALLOWED,
                            new Ruling.OtherMethod(allowed),
                            start);
            case RouteMatch.Listed(Route route) -> {
                Inquiry inquiry = new Inquiry(request, route);
                yield doorkeeper
                        .decide(inquiry)
                        .thenApply(decision -> ruling(decision, inquiry, start));
            }
        };
    }

    private CompletionStage<Ruling> nowhere(
            CleanRequest request, ProblemCode code, Ruling ruling, long start) {
        metrics.refused(code.wire());
        log(request, null, code.wire(), start);
        denials.keep(request, null, Denied.of(code), null);
        return CompletableFuture.completedFuture(ruling);
    }

    private Ruling ruling(AccessDecision decision, Inquiry inquiry, long start) {
        Route route = inquiry.route();
        return switch (decision) {
            case Granted granted -> {
                metrics.granted(route.access().kind());
                log(inquiry.request(), route, null, start);
                yield switch (route.target()) {
                    case Target.Local local ->
                            new Ruling.Served(granted.visitor(), inquiry.spent());
                    case Target.Gone(String advice) -> new Ruling.Gone(advice, inquiry.spent());
                    case Target.Upstream upstream ->
                            new Ruling.Forwarded(
                                    route, upstream, granted.visitor(), inquiry.spent());
                };
            }
            case Denied denied -> {
                metrics.refused(route.access().kind(), denied.reason());
                log(inquiry.request(), route, denied.reason(), start);
                denials.keep(inquiry.request(), route, denied, inquiry.spent());
                yield new Ruling.Refused(
                        route, denied.code(), denied.retryAfter(), inquiry.spent());
            }
        };
    }

    private static void log(
            CleanRequest request, @Nullable Route route, @Nullable String refusal, long start) {
        if (LOG.isInfoEnabled()) { // with each request: put together at once, without a pattern
            LOG.info(
                    "event=access.decided route="
                            + (route == null ? "-" : route.name())
                            + " granted="
                            + (refusal == null)
                            + " reason="
                            + (refusal == null ? "-" : refusal)
                            + " request_id="
                            + request.id().value()
                            + " ms="
                            + TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
        }
    }
}
