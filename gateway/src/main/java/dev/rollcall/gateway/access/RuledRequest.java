package dev.rollcall.gateway.access;

import dev.rollcall.gateway.hygiene.CleanRequest;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.server.netty.NettyHttpRequest;
import io.netty.handler.codec.http.DefaultHttpRequest;

/** A request on its way to the framework, together with what was ruled about it. */
public final class RuledRequest extends DefaultHttpRequest {

    private final CleanRequest request;
    private final Ruling ruling;

    public RuledRequest(CleanRequest request, Ruling ruling) {
        super(
                request.head().protocolVersion(),
                request.head().method(),
                request.head().uri(),
                request.headers());
        this.request = request;
        this.ruling = ruling;
    }

    /** Whatever reaches the framework another way is served by nobody. */
    static RuledRequest of(HttpRequest<?> request) {
        if (request instanceof NettyHttpRequest<?> netty
                && netty.getNativeRequest() instanceof RuledRequest ruled) {
            return ruled;
        }
        throw new IllegalStateException("did not come through the door");
    }

    CleanRequest request() {
        return request;
    }

    Ruling ruling() {
        return ruling;
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }
}
