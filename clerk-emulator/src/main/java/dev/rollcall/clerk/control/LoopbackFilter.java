package dev.rollcall.clerk.control;

import dev.rollcall.clerk.directory.ClerkFault;
import dev.rollcall.clerk.setting.EmulatorSettings;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;

/**
 * Keeps foreign web pages, whose requests a browser would carry here, away from what makes tokens.
 */
@ServerFilter({"/emulator/**", "/sign-in", "/sign-up"})
final class LoopbackFilter {

    private final EmulatorSettings settings;

    LoopbackFilter(EmulatorSettings settings) {
        this.settings = settings;
    }

    @RequestFilter
    void check(HttpRequest<?> request) {
        String origin = request.getHeaders().get("Origin");
        if (origin != null && !settings.allowsOrigin(origin)) {
            throw new ClerkFault(
                    403, "origin_invalid", "origin", "Pages of this origin are not allowed here.");
        }
    }
}
