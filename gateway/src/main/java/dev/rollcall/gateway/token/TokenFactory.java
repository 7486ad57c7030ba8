package dev.rollcall.gateway.token;

import dev.rollcall.contracts.clerk.ClerkInstance;
import dev.rollcall.contracts.start.SettingsException;
import dev.rollcall.gateway.feed.FeedConfiguration;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import java.net.URI;
import java.security.interfaces.RSAPublicKey;
import java.time.Clock;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the Clerk settings at start; what is wrong names its variable. */
@Factory
final class TokenFactory {

    @Context
    ClerkInstance instance(ClerkConfiguration clerk) {
        try {
            return ClerkInstance.parse(clerk.publishableKey());
        } catch (IllegalArgumentException wrong) {
            throw new SettingsException("CLERK_PUBLISHABLE_KEY: " + wrong.getMessage());
        }
    }

    @Context
    TokenRules rules(ClerkConfiguration clerk, ClerkInstance instance, FeedConfiguration feed) {
        ClerkConfiguration.Claims claims = clerk.claims();
        return new TokenRules(
                instance.issuer(),
                parties(clerk.authorizedParties()),
                clerk.azpOptional(),
                feed.longestToken(),
                clerk.roleClaims(),
                new TokenRules.ProfileClaims(
                        claims.email(),
                        claims.firstName(),
                        claims.lastName(),
                        claims.username(),
                        claims.imageUrl()));
    }

    @Context
    SessionKeys keys(ClerkConfiguration clerk, ClerkInstance instance, Clock clock) {
        String pem = clerk.jwtKey();
        if (pem != null && !pem.isBlank()) {
            return SessionKeys.fixed(KeyRing.ofOne(publicKey(pem)), clock);
        }
        String address = clerk.jwksUrl();
        return SessionKeys.fetched(
                new KeySource(
                        address(
                                address == null || address.isBlank() ? instance.jwksUrl() : address,
                                instance.live())),
                clock);
    }

    private static URI address(String text, boolean live) {
        try {
            URI address = URI.create(text);
            if (KeySource.isAllowed(address, live)) {
                return address;
            }
        } catch (IllegalArgumentException unreadable) {
            // said below
        }
        throw new SettingsException(
                "CLERK_JWKS_URL is an https URL (http only on this machine or in development)");
    }

    static Set<String> parties(@Nullable String text) {
        return text == null
                ? Set.of()
                : Stream.of(text.split(","))
                        .map(String::strip)
                        .filter(party -> !party.isEmpty())
                        .collect(Collectors.toUnmodifiableSet());
    }

    private static RSAPublicKey publicKey(String pem) {
        return PemKey.read(pem)
                .orElseThrow(
                        () ->
                                new SettingsException(
                                        "CLERK_JWT_KEY is an RSA public key in PEM (Clerk"
                                                + " dashboard, API keys)"));
    }
}
