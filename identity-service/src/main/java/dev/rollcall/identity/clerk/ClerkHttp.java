package dev.rollcall.identity.clerk;

import io.micronaut.core.type.Argument;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpRequest;
import io.micronaut.http.client.BlockingHttpClient;
import io.micronaut.http.client.HttpClient;
import io.micronaut.http.client.annotation.Client;
import io.micronaut.http.client.exceptions.HttpClientResponseException;
import io.micronaut.retry.annotation.CircuitBreaker;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Clerk's Backend API as text. A read gets one quick second try; after that its circuit stays open
 * for a moment, so that while Clerk is away nobody pays for finding out. A write is sent once. Any
 * status below 500 is an answer.
 */
@Singleton
class ClerkHttp {

    /** A status, its headers of interest, its body. */
    record Reply(int status, @Nullable String date, @Nullable String retryAfter, String body) {}

    private static final Argument<String> TEXT = Argument.STRING;

    private final HttpClient single;
    private final HttpClient listing;

    ClerkHttp(
            @Client(id = "clerk") HttpClient single, @Client("clerk-listing") HttpClient listing) {
        this.single = single;
        this.listing = listing;
    }

    @CircuitBreaker(attempts = "1", delay = "20ms", reset = "5s", predicate = ClerkAway.class)
    Reply read(String path) {
        return exchange(single.toBlocking(), HttpRequest.GET(path));
    }

    /** Pages are large and slow, and nobody waits for them: a circuit of their own. */
    @CircuitBreaker(attempts = "1", delay = "200ms", reset = "5s", predicate = ClerkAway.class)
    Reply readPage(String path) {
        return exchange(listing.toBlocking(), HttpRequest.GET(path));
    }

    Reply write(HttpMethod method, String path, @Nullable String json) {
        MutableHttpRequest<String> request = HttpRequest.create(method, path);
        if (json != null) {
            request.body(json).contentType("application/json");
        }
        return exchange(listing.toBlocking(), request);
    }

    private static Reply exchange(BlockingHttpClient client, MutableHttpRequest<?> request) {
        try {
            return reply(client.exchange(request, TEXT, TEXT));
        } catch (HttpClientResponseException answered) {
            if (answered.code() >= 500) {
                throw answered;
            }
            return reply(answered.getResponse());
        }
    }

    private static Reply reply(HttpResponse<?> response) {
        Optional<String> body = response.getBody(TEXT);
        return new Reply(
                response.code(),
                response.getHeaders().get("Date"),
                response.getHeaders().get("Retry-After"),
                body.orElse(""));
    }
}
