package dev.rollcall.gateway.access;

import dev.rollcall.contracts.resolve.ResolveResponse;
import dev.rollcall.gateway.hygiene.CleanRequest;
import dev.rollcall.gateway.identity.IdentityResolver;
import dev.rollcall.gateway.identity.Resolution;
import dev.rollcall.gateway.identity.Visitor;
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

/** For a public route that shows more to some: whether a session with a role came along. */
@Singleton
public final class SessionGlance {

    private final TokenFinder finder;
    private final SessionAuthenticator authenticator;
    private final IdentityResolver resolver;

    SessionGlance(
            TokenFinder finder, SessionAuthenticator authenticator, IdentityResolver resolver) {
        this.finder = finder;
        this.authenticator = authenticator;
        this.resolver = resolver;
    }

    /** By the same rule as a route with this role. */
    public boolean hasRole(HttpRequest<?> request, Role role) {
        return finder.find(CleanRequest.of(request).headers(), false)
                        instanceof PresentedToken.Presented(String t)
                && authenticator.authenticate(t)
                        instanceof TokenVerification.Verified(SessionToken token)
                && resolver.resolve(token, IdentityResolver.Tolerance.FRESH_ONLY)
                        instanceof Resolution.Resolved(ResolveResponse identity)
                && AccessPolicy.refusal(
                                new Access.RoleRequired(role),
                                new Visitor(token, identity),
                                List.of())
                        .isEmpty();
    }
}
