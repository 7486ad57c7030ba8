package dev.rollcall.gateway.identity;

import dev.rollcall.contracts.id.RequestId;
import dev.rollcall.contracts.resolve.LocalOrg;
import dev.rollcall.contracts.resolve.LocalUser;
import dev.rollcall.contracts.resolve.ResolveResponse;
import dev.rollcall.contracts.token.AuthenticatedUser;
import dev.rollcall.gateway.token.SessionToken;
import io.micronaut.http.HttpRequest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Somebody with a valid session and a local user: what an admitted request carries along. */
public record Visitor(SessionToken token, ResolveResponse identity) {

    private static final String ATTRIBUTE = Visitor.class.getName();

    public void attachTo(HttpRequest<?> request) {
        request.setAttribute(ATTRIBUTE, this);
    }

    static Optional<Visitor> of(HttpRequest<?> request) {
        return request.getAttribute(ATTRIBUTE).map(Visitor.class::cast);
    }

    /** As an upstream hears of them in this request. */
    AuthenticatedUser forUpstream(RequestId requestId) {
        LocalUser user = identity.user();
        return new AuthenticatedUser(
                user.id(),
                user.clerkId(),
                token.session(),
                requestId,
                identity.effectiveRole(),
                user.syncStatus(),
                user.email(),
                user.firstName(),
                user.lastName(),
                user.username(),
                user.imageUrl(),
                org(identity.activeOrg()));
    }

    private static AuthenticatedUser.@Nullable Org org(@Nullable LocalOrg active) {
        return active == null || active.clerkId() == null
                ? null
                : new AuthenticatedUser.Org(active.id(), active.clerkId(), active.role());
    }
}
