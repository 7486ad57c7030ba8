package dev.rollcall.gateway.token;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code rollcall.clerk}: the Clerk instance whose sessions count.
 *
 * @param jwksUrl where keys are fetched instead of the instance's own address; does not change the
 *     issuer
 * @param jwtKey PEM of the public key: nothing is fetched then
 * @param authorizedParties comma-separated origins
 * @param frontendUrl where a browser loads Clerk's script
 */
@ConfigurationProperties("rollcall.clerk")
public record ClerkConfiguration(
        String publishableKey,
        @Nullable String jwksUrl,
        @Nullable String jwtKey,
        @Nullable String authorizedParties,
        @Bindable(defaultValue = "false") boolean azpOptional,
        List<String> roleClaims,
        Claims claims,
        @Nullable String frontendUrl) {

    /** {@code rollcall.clerk.claims}: the names of the claims that describe the person. */
    @ConfigurationProperties("claims")
    public record Claims(
            String email, String firstName, String lastName, String username, String imageUrl) {}
}
