package dev.rollcall.gateway.proxy;

import dev.rollcall.gateway.route.Terms;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.ServerHttpRequest;
import io.micronaut.http.body.CloseableAvailableByteBody;
import io.micronaut.http.body.CloseableByteBody;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The body of a request. Usually it is taken into memory as a whole: it is at most {@link
 * Terms#BUFFERED_BYTES} long, and an upstream never sees the beginning of one that turns out too
 * long or never ends. A route that allows more gets it as it comes.
 */
final class InboundBody {

    private static final Duration LONGEST = Duration.ofSeconds(10);

    private InboundBody() {}

    /** For a body that passes through; whoever gets it closes it. */
    static CloseableByteBody stream(HttpRequest<?> request) {
        return serverRequest(request).byteBody().move();
    }

    /** Throws ExecutionException around the server's own refusal of the body. */
    static byte[] read(HttpRequest<?> request)
            throws InterruptedException, ExecutionException, TimeoutException {
        try (CloseableAvailableByteBody body =
                serverRequest(request)
                        .byteBody()
                        .buffer()
                        .get(LONGEST.toMillis(), TimeUnit.MILLISECONDS)) {
            return body.toByteArray();
        }
    }

    private static ServerHttpRequest<?> serverRequest(HttpRequest<?> request) {
        if (request instanceof ServerHttpRequest<?> server) {
            return server;
        }
        throw new IllegalArgumentException("not a request of this server");
    }
}
