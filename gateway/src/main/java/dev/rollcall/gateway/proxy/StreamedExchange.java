package dev.rollcall.gateway.proxy;

import dev.rollcall.gateway.hygiene.OpenStreams;
import io.micronaut.http.ByteBodyHttpResponse;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.body.CloseableByteBody;
import io.micronaut.http.client.ProxyHttpClient;
import io.micronaut.http.client.RawHttpClient;
import io.micronaut.http.client.annotation.Client;
import jakarta.inject.Singleton;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/**
 * An exchange whose bodies pass through as they come, both ways: what one side does not take is not
 * read from the other, so that its length costs no memory. Thread safe.
 */
@Singleton
final class StreamedExchange {

    private final ProxyHttpClient downloads;
    private final RawHttpClient uploads;
    private final OpenStreams streams;

    StreamedExchange(
            @Client(id = "streaming") ProxyHttpClient downloads,
            @Client(id = "streaming") RawHttpClient uploads,
            OpenStreams streams) {
        this.downloads = downloads;
        this.uploads = uploads;
        this.streams = streams;
    }

    /**
     * The body is closed whatever happens, and the connection to the upstream with the client's.
     * Throws as {@link FirstAnswer} does.
     */
    MutableHttpResponse<?> exchange(
            SocketAddress socket,
            MutableHttpRequest<?> outbound,
            Optional<CloseableByteBody> body,
            Duration longest)
            throws InterruptedException, ExecutionException, TimeoutException {
        String stream = streams.begin(socket);
        outbound.header(StreamCustomizer.STREAM, stream);
        try {
            return body.isEmpty()
                    ? FirstAnswer.await(downloads.proxy(outbound), longest)
                    : answer(
                            FirstAnswer.await(
                                    uploads.exchange(outbound, body.get(), null), longest));
        } catch (InterruptedException | ExecutionException | TimeoutException failed) {
            streams.abort(stream);
            throw failed;
        }
    }

    private static MutableHttpResponse<?> answer(HttpResponse<?> head) {
        MutableHttpResponse<Object> answer = HttpResponse.status(head.code(), head.reason());
        head.getHeaders()
                .forEach((name, values) -> answer.getHeaders().set(name, values.getFirst()));
        if (head instanceof ByteBodyHttpResponse<?> streamed) {
            answer.body(streamed.byteBody().toInputStream());
        }
        return answer;
    }
}
