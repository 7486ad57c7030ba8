package dev.rollcall.gateway.hygiene;

import dev.rollcall.gateway.route.RouteMatch;
import dev.rollcall.gateway.route.RouteTable;
import dev.rollcall.gateway.route.Terms;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;

/** How long the body of a clean request may be: what its route says. Immutable. */
final class BodyLimits {

    private final RouteTable routes;

    BodyLimits(RouteTable routes) {
        this.routes = routes;
    }

    /** Bytes; the table is looked at only for a request that announces a body. */
    long of(HttpRequest request) {
        boolean announced =
                request.headers().contains(HttpHeaderNames.CONTENT_LENGTH)
                        || request.headers().contains(HttpHeaderNames.TRANSFER_ENCODING);
        if (!announced) {
            return Terms.BUFFERED_BYTES;
        }
        String target = request.uri();
        int mark = target.indexOf('?');
        String path = mark < 0 ? target : target.substring(0, mark);
        return switch (routes.match(request.method().name(), path)) {
            case RouteMatch.Listed(var route) -> route.terms().largestBody();
            case RouteMatch.OtherMethod other -> Terms.BUFFERED_BYTES;
            case RouteMatch.Unlisted unlisted -> Terms.BUFFERED_BYTES;
        };
    }
}
