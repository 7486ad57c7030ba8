package dev.rollcall.gateway.proxy;

import dev.rollcall.gateway.hygiene.OpenStreams;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpRequest;
import io.micronaut.http.body.CloseableByteBody;
import io.micronaut.http.client.RawHttpClient;
import io.micronaut.http.client.annotation.Client;
import io.netty.util.Timer;
import jakarta.inject.Singleton;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * An exchange whose bodies pass through as they come, both ways: what one side does not take is not
 * read from the other, so that its length costs no memory. Thread safe.
 */
@Singleton
final class StreamedExchange {

    private final RawHttpClient client;
    private final OpenStreams streams;
    private final Timer timer;

    StreamedExchange(
            @Client(id = "streaming") RawHttpClient client, OpenStreams streams, Timer timer) {
        this.client = client;
        this.streams = streams;
        this.timer = timer;
    }

    /**
     * The body is closed whatever happens, and the connection to the upstream with the client's.
     * Fails as {@link FirstAnswer} does.
     */
    CompletableFuture<HttpResponse<?>> exchange(
            SocketAddress socket,
            MutableHttpRequest<?> outbound,
            @Nullable CloseableByteBody body,
            Duration longest) {
        String stream = streams.begin(socket);
        outbound.header(StreamCustomizer.STREAM, stream);
        return FirstAnswer.of(client.exchange(outbound, body, null), longest, timer)
                .whenComplete(
                        (_, failure) -> {
                            if (failure != null) {
                                streams.abort(stream);
                            }
                        });
    }
}
