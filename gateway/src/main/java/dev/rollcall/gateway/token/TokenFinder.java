package dev.rollcall.gateway.token;

import dev.rollcall.contracts.clerk.ClerkInstance;
import io.micronaut.context.annotation.Context;
import io.netty.handler.codec.http.HttpHeaders;

/** Finds the session token of a request with this installation's cookie and origin. */
@Context
public final class TokenFinder {

    private final OwnOrigin origin;
    private final String suffix;

    TokenFinder(OriginConfiguration configuration, ClerkInstance instance) {
        this.origin =
                new OwnOrigin(
                        configuration.publicUrl(), TokenFactory.parties(configuration.allowed()));
        this.suffix = CookieSuffix.of(instance.publishableKey());
    }

    /** On a page a cookie counts as it is, on the API only with proof of the own origin. */
    public PresentedToken find(HttpHeaders headers, boolean page) {
        return PresentedToken.find(headers, page || origin.isProvenBy(headers), suffix);
    }
}
