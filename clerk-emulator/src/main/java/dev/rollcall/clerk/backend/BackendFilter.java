package dev.rollcall.clerk.backend;

import dev.rollcall.clerk.directory.ClerkFault;
import dev.rollcall.clerk.setting.EmulatorSettings;
import dev.rollcall.clerk.webhook.SwitchBoard;
import dev.rollcall.clerk.webhook.Switches;
import dev.rollcall.clerk.wire.FaultController;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * What stands before every Backend API request: the switched faults, the secret key, the version;
 * and the trace id on every answer. Thread-safe.
 */
@ServerFilter({"/v1", "/v1/**"})
final class BackendFilter {

    static final String VERSION_HEADER = "Clerk-API-Version";
    private static final String BEARER = "Bearer ";

    private final EmulatorSettings settings;
    private final SwitchBoard switches;

    BackendFilter(EmulatorSettings settings, SwitchBoard switches) {
        this.settings = settings;
        this.switches = switches;
    }

    @RequestFilter
    @ExecuteOn(TaskExecutors.BLOCKING)
    void check(HttpRequest<?> request) {
        if (isFrontend(request)) {
            return;
        }
        Switches set = switches.get();
        waitFor(set.apiSlowMillis());
        if (set.apiOutage()) {
            throw ClerkFault.unavailable("service_unavailable", "Clerk is unavailable.");
        }
        if (set.apiRateLimited() && !request.getPath().equals("/v1/jwks")) {
            throw new ClerkFault(
                    429,
                    "too_many_requests",
                    "Too many requests",
                    "Too many requests. Please try again in a bit.");
        }
        authenticate(request.getHeaders().get("Authorization"));
        String version = request.getHeaders().get(VERSION_HEADER);
        if (version != null && !version.matches("20[0-9]{2}-[0-9]{2}-[0-9]{2}")) {
            throw new ClerkFault(
                    400, "invalid_api_version", "invalid", "No such Clerk-API-Version.");
        }
    }

    @ResponseFilter
    void trace(MutableHttpResponse<?> response) {
        if (!response.getHeaders().contains(FaultController.TRACE_HEADER)) {
            response.header(FaultController.TRACE_HEADER, FaultController.newTraceId());
        }
    }

    private void authenticate(@Nullable String authorization) {
        if (authorization == null || !authorization.startsWith(BEARER)) {
            throw new ClerkFault(
                    401,
                    "authorization_header_format_invalid",
                    "Invalid Authorization header format",
                    "Invalid Authorization header format. Must be \"Bearer <YOUR_API_KEY>\"");
        }
        if (!isSecretKey(authorization.substring(BEARER.length()))) {
            throw new ClerkFault(
                    401,
                    "clerk_key_invalid",
                    "The provided Clerk Secret Key is invalid",
                    "The provided Clerk Secret Key is invalid. Make sure that your Clerk Secret"
                            + " Key is correct.");
        }
    }

    private boolean isSecretKey(String shown) {
        return MessageDigest.isEqual(
                shown.getBytes(StandardCharsets.UTF_8),
                settings.secretKey().getBytes(StandardCharsets.UTF_8));
    }

    private static boolean isFrontend(HttpRequest<?> request) {
        String path = request.getPath();
        return path.equals("/v1/client") || path.startsWith("/v1/client/");
    }

    private static void waitFor(int millis) {
        long until = System.nanoTime() + millis * 1_000_000L;
        for (long left = until - System.nanoTime(); left > 0; left = until - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
