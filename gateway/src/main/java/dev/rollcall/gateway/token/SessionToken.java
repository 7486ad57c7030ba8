package dev.rollcall.gateway.token;

import dev.rollcall.contracts.id.ClerkSessionId;
import dev.rollcall.contracts.id.ClerkUserId;
import dev.rollcall.contracts.resolve.TokenClaims;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a session token of Clerk with a valid signature says. Immutable; whether it is still current
 * is asked again at every use.
 *
 * @param notBefore null if the token sets none
 * @param impersonator the {@code act.sub} of somebody who acts as this user
 * @param permissions in the active organisation, as {@code org:<feature>:<permission>}
 */
public record SessionToken(
        ClerkUserId user,
        ClerkSessionId session,
        Instant expiresAt,
        @Nullable Instant notBefore,
        @Nullable ClerkUserId impersonator,
        boolean impersonated,
        TokenClaims claims,
        Set<String> permissions) {

    public SessionToken {
        permissions = Set.copyOf(permissions);
    }

    /** Clerk's own tolerance (clerk/javascript, packages/backend/src/jwt/verifyJwt.ts). */
    static final Duration SKEW = Duration.ofSeconds(5);

    Duration life() {
        return Duration.between(claims.issuedAt(), expiresAt);
    }

    /** Where a moment stands to the token's life. */
    enum Currency {
        EARLY,
        CURRENT,
        EXPIRED
    }

    Currency at(Instant now) {
        if (!expiresAt.isAfter(now.minus(SKEW))) {
            return Currency.EXPIRED;
        }
        boolean early =
                (notBefore != null && notBefore.isAfter(now.plus(SKEW)))
                        || claims.issuedAt().isAfter(now.plus(SKEW));
        return early ? Currency.EARLY : Currency.CURRENT;
    }
}
