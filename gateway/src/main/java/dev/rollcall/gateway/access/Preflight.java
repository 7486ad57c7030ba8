package dev.rollcall.gateway.access;

import dev.rollcall.gateway.route.RouteMatch;
import dev.rollcall.gateway.route.RouteTable;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpResponse;
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
    static Optional<HttpResponse<?>> answer(HttpRequest<?> request, RouteTable routes) {
        if (!request.getMethodName().equals(OPTIONS)) {
            return Optional.empty();
        }
        String method = request.getHeaders().get(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD);
        if (method == null || !request.getHeaders().contains(HttpHeaders.ORIGIN)) {
            return Optional.empty();
        }
        return routes.match(method, request.getUri().getRawPath()) instanceof RouteMatch.Listed
                ? Optional.of(granted(method))
                : Optional.empty();
    }

    private static MutableHttpResponse<?> granted(String method) {
        return HttpResponse.noContent()
                .header(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, method)
                .header(HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, REQUEST_HEADERS)
                .header(HttpHeaders.ACCESS_CONTROL_MAX_AGE, MAX_AGE_SECONDS);
    }
}
