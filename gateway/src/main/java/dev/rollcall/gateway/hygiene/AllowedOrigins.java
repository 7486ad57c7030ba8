package dev.rollcall.gateway.hygiene;

import dev.rollcall.contracts.start.SettingsException;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The front ends on other origins whose pages may read our answers (Fetch standard, CORS protocol):
 * compared as a whole, never by a part; no wildcard, for sessions come along. Immutable.
 */
final class AllowedOrigins {

    private static final Pattern ORIGIN =
            Pattern.compile("https?://(?:[a-z0-9.-]+|\\[[0-9a-f:.]+])(?::[0-9]{1,5})?");
    private static final String READABLE =
            "X-Request-Id, Retry-After, RateLimit, RateLimit-Policy, ETag, Link,"
                    + " Content-Disposition";

    private final Set<String> origins;

    private AllowedOrigins(Set<String> origins) {
        this.origins = origins;
    }

    static AllowedOrigins parse(@Nullable String listed) {
        Set<String> origins = Set.copyOf(Settings.list(listed));
        if (!origins.stream().allMatch(origin -> ORIGIN.matcher(origin).matches())) {
            throw new SettingsException(
                    "ROLLCALL_ALLOWED_ORIGINS is origins, http(s)://host[:port] in lower case"
                            + " without a path, by commas");
        }
        return new AllowedOrigins(origins);
    }

    /** The origin itself if it is one of them, else null. */
    @Nullable String permitted(@Nullable String origin) {
        return origin != null && origins.contains(origin) ? origin : null;
    }

    /** Every answer tells caches that it depends on the origin, where it does. */
    void seal(HttpHeaders headers, @Nullable String permitted) {
        if (origins.isEmpty()) {
            return;
        }
        headers.add(HttpHeaderNames.VARY, HttpHeaderNames.ORIGIN);
        if (permitted != null) {
            headers.set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN, permitted);
            headers.set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_CREDENTIALS, "true");
            headers.set(HttpHeaderNames.ACCESS_CONTROL_EXPOSE_HEADERS, READABLE);
        }
    }
}
