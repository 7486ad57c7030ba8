package dev.rollcall.gateway.limit;

import io.micronaut.http.HttpRequest;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * What is left of an allowance after a request, as its answer tells it
 * (draft-ietf-httpapi-ratelimit-headers-11).
 *
 * @param policy the allowance's name
 * @param quota requests a minute
 * @param within whether this one was still within
 * @param remaining how many more are at this moment
 * @param seconds until the allowance is whole again, or where it is spent until the next request
 */
public record Spent(String policy, long quota, boolean within, long remaining, long seconds) {

    private static final String ATTRIBUTE = Spent.class.getName();

    public void attachTo(HttpRequest<?> request) {
        request.setAttribute(ATTRIBUTE, this);
    }

    /** The last allowance that a request was counted against. */
    public static Optional<Spent> of(HttpRequest<?> request) {
        return request.getAttribute(ATTRIBUTE).map(Spent.class::cast);
    }

    public Duration retryAfter() {
        return Duration.ofSeconds(Math.max(1, seconds));
    }

    /** Hands each header's name and value over. */
    public void write(BiConsumer<String, String> headers) {
        headers.accept("RateLimit", '"' + policy + "\";r=" + remaining + ";t=" + seconds);
        headers.accept("RateLimit-Policy", '"' + policy + "\";q=" + quota + ";w=60");
    }
}
