package dev.rollcall.gateway.access;

import dev.rollcall.gateway.hygiene.CleanRequest;
import dev.rollcall.gateway.route.RouteMatch;
import dev.rollcall.gateway.route.RouteTable;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import java.util.Optional;

/**
 * A browser's question before a request from another origin (Fetch standard, CORS-preflight
 * request). Says which request headers pass and that the method exists; whether the origin may ask
 * at all stands in a header of the edge. No token is read. Pure.
 */
final class Preflight {

    private static final String OPTIONS = "OPTIONS";
    private static final String REQUEST_HEADERS =
            "Authorization, Content-Type, Idempotency-Key, If-Match, If-None-Match, X-Request-Id,"
                    + " traceparent";
    private static final String MAX_AGE_SECONDS = "600";

    private Preflight() {}

    /** Empty if it is not one, or asks for what no route serves. */
    static Optional<Ruling> of(CleanRequest request, RouteTable routes) {
        if (!request.method().equals(OPTIONS)) {
            return Optional.empty();
        }
        String method = request.headers().get(HttpHeaderNames.ACCESS_CONTROL_REQUEST_METHOD);
        if (method == null || !request.headers().contains(HttpHeaderNames.ORIGIN)) {
            return Optional.empty();
        }
        return routes.match(method, request.path()) instanceof RouteMatch.Listed
                ? Optional.of(new Ruling.Preflighted(method))
                : Optional.empty();
    }

    static HttpResponse<?> answer(String method) {
        return HttpResponse.noContent()
                .header(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, method)
                .header(HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, REQUEST_HEADERS)
                .header(HttpHeaders.ACCESS_CONTROL_MAX_AGE, MAX_AGE_SECONDS);
    }
}
