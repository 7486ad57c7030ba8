package dev.rollcall.clerk.frontend;

import dev.rollcall.clerk.directory.ClerkFault;
import dev.rollcall.clerk.setting.EmulatorSettings;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import org.jspecify.annotations.Nullable;

/**
 * Lets the app's own pages, and no others, call the Frontend API with their cookies (Fetch, CORS).
 */
@ServerFilter({"/v1/client", "/v1/client/**"})
final class CrossOriginFilter {

    private final EmulatorSettings settings;

    CrossOriginFilter(EmulatorSettings settings) {
        this.settings = settings;
    }

    @RequestFilter
    @Nullable HttpResponse<?> check(HttpRequest<?> request) {
        String origin = request.getHeaders().get("Origin");
        if (origin != null && !settings.allowsOrigin(origin)) {
            throw new ClerkFault(
                    403, "origin_invalid", "origin", "Pages of this origin are not allowed here.");
        }
        if (request.getMethod() != HttpMethod.OPTIONS) {
            return null;
        }
        MutableHttpResponse<?> preflight = HttpResponse.noContent();
        allow(request, preflight);
        return preflight;
    }

    @ResponseFilter
    void allow(HttpRequest<?> request, MutableHttpResponse<?> response) {
        response.header("Vary", "Origin");
        String origin = request.getHeaders().get("Origin");
        if (origin != null && settings.allowsOrigin(origin)) {
            response.header("Access-Control-Allow-Origin", origin);
            response.header("Access-Control-Allow-Credentials", "true");
            response.header("Access-Control-Allow-Methods", "GET, POST, DELETE");
            response.header("Access-Control-Allow-Headers", "Content-Type, Authorization");
            response.header("Access-Control-Max-Age", "600");
        }
    }
}
