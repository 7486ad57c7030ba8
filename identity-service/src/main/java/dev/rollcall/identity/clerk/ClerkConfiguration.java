package dev.rollcall.identity.clerk;

import io.micronaut.context.annotation.ConfigurationProperties;

/**
 * How Clerk's Backend API is spoken to.
 *
 * @param secretKey empty: not at all
 * @param publishableKey names the instance that the secret key must belong to; empty: unchecked
 * @param jwksUrl where that instance's keys are fetched; empty: at the instance itself
 * @param apiVersion the dated version that {@link ClerkObjectReader} was written for
 * @param trustTokenRole without a secret key, whether a token's role above the mirror's counts
 */
@ConfigurationProperties("rollcall.clerk")
public record ClerkConfiguration(
        String secretKey,
        String publishableKey,
        String jwksUrl,
        String apiVersion,
        boolean trustTokenRole) {

    public boolean hasSecretKey() {
        return !secretKey.isBlank();
    }

    @Override
    public String toString() {
        return "ClerkConfiguration[" + apiVersion + ']';
    }
}
