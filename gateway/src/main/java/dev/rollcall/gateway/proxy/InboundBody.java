package dev.rollcall.gateway.proxy;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.ServerHttpRequest;
import io.micronaut.http.body.CloseableAvailableByteBody;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Takes a request's whole body into memory: it is at most as long as the server allows, and an
 * upstream never sees the beginning of one that turns out too long or never ends.
 */
final class InboundBody {

    private static final Duration LONGEST = Duration.ofSeconds(10);

    private InboundBody() {}

    /** Throws ExecutionException around the server's own refusal of the body. */
    static byte[] read(HttpRequest<?> request)
            throws InterruptedException, ExecutionException, TimeoutException {
        if (!(request instanceof ServerHttpRequest<?> server)) {
            throw new IllegalArgumentException("not a request of this server");
        }
        try (CloseableAvailableByteBody body =
                server.byteBody().buffer().get(LONGEST.toMillis(), TimeUnit.MILLISECONDS)) {
            return body.toByteArray();
        }
    }
}
