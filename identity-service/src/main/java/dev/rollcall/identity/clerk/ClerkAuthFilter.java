package dev.rollcall.identity.clerk;

import io.micronaut.http.MutableHttpRequest;
import io.micronaut.http.annotation.ClientFilter;
import io.micronaut.http.annotation.RequestFilter;

/** The secret key and the version on every call to Clerk, and on no other. */
@ClientFilter(serviceId = {"clerk", "clerk-listing"})
final class ClerkAuthFilter {

    private final ClerkConfiguration configuration;

    ClerkAuthFilter(ClerkConfiguration configuration) {
        this.configuration = configuration;
    }

    @RequestFilter
    void authorize(MutableHttpRequest<?> request) {
        request.bearerAuth(configuration.secretKey())
                .header("Clerk-API-Version", configuration.apiVersion());
    }
}
