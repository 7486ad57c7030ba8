package dev.rollcall.gateway.access;

import dev.rollcall.contracts.resolve.ResolveResponse;
import dev.rollcall.gateway.hygiene.CleanRequest;
import dev.rollcall.gateway.identity.IdentityResolver;
import dev.rollcall.gateway.identity.Resolution;
import dev.rollcall.gateway.identity.Visitor;
import dev.rollcall.gateway.limit.RateLimits;
import dev.rollcall.gateway.limit.Spent;
import dev.rollcall.gateway.route.Access;
import dev.rollcall.gateway.route.Role;
import dev.rollcall.gateway.token.PresentedToken;
import dev.rollcall.gateway.token.SessionAuthenticator;
import dev.rollcall.gateway.token.SessionToken;
import dev.rollcall.gateway.token.TokenFinder;
import dev.rollcall.gateway.token.TokenVerification;
import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * For a public route that shows more to some: whether a session with a role came along. The limits
 * of tokens and people hold here too; who is over one is taken for somebody unknown.
 */
@Singleton
public final class SessionGlance {

    private final TokenFinder finder;
    private final SessionAuthenticator authenticator;
    private final IdentityResolver resolver;
    private final RateLimits limits;

    SessionGlance(
            TokenFinder finder,
            SessionAuthenticator authenticator,
            IdentityResolver resolver,
            RateLimits limits) {
        this.finder = finder;
        this.authenticator = authenticator;
        this.resolver = resolver;
        this.limits = limits;
    }

    /** By the same rule as a route with this role. */
    public boolean hasRole(HttpRequest<?> request, Role role) {
        CleanRequest clean = CleanRequest.of(request);
        return finder.find(clean.headers(), false) instanceof PresentedToken.Presented(String t)
                && verified(t, clean) instanceof TokenVerification.Verified(SessionToken token)
                && isWithin(limits.take(token.user(), token.claims().orgId()))
                && resolver.resolve(token, IdentityResolver.Tolerance.FRESH_ONLY)
                        instanceof Resolution.Resolved(ResolveResponse identity)
                && AccessPolicy.refusal(
                                new Access.RoleRequired(role),
                                new Visitor(token, identity),
                                List.of())
                        .isEmpty();
    }

    /** Null if the address may not have another token verified. */
    private @Nullable TokenVerification verified(String token, CleanRequest request) {
        Optional<TokenVerification> known = authenticator.recall(token);
        if (known.isPresent()) {
            return known.get();
        }
        if (limits.tooManyFailures(request) != null) {
            return null;
        }
        TokenVerification verification = authenticator.authenticate(token);
        if (verification instanceof TokenVerification.Invalid) {
            limits.countFailure(request);
        }
        return verification;
    }

    private static boolean isWithin(@Nullable Spent taken) {
        return taken == null || taken.within();
    }
}
