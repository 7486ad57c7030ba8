package dev.rollcall.gateway.proxy;

import dev.rollcall.gateway.route.Terms;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.ServerHttpRequest;
import io.micronaut.http.body.CloseableAvailableByteBody;
import io.micronaut.http.body.CloseableByteBody;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

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

    /**
     * Whoever gets it closes it. Fails with the server's own refusal of the body, or with
     * TimeoutException.
     */
    static CompletableFuture<CloseableAvailableByteBody> read(HttpRequest<?> request) {
        CompletableFuture<CloseableAvailableByteBody> whole = new CompletableFuture<>();
        var _ =
                serverRequest(request)
                        .byteBody()
                        .buffer()
                        .whenComplete(
                                (body, failure) -> {
                                    if (failure != null) {
                                        whole.completeExceptionally(failure);
                                    } else if (!whole.complete(body)) {
                                        body.close();
                                    }
                                });
        return whole.isDone() ? whole : whole.orTimeout(LONGEST.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static ServerHttpRequest<?> serverRequest(HttpRequest<?> request) {
        if (request instanceof ServerHttpRequest<?> server) {
            return server;
        }
        throw new IllegalArgumentException("not a request of this server");
    }
}
