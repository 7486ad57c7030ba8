package dev.rollcall.contracts.access;

import dev.rollcall.contracts.id.RequestId;
import dev.rollcall.contracts.token.AuthenticatedUser;
import dev.rollcall.contracts.token.IdentityTokens;
import dev.rollcall.contracts.token.ServiceToken;
import dev.rollcall.contracts.token.ServiceTokens;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.http.HttpRequest;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.token.validator.TokenValidator;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;

/**
 * Reads the bearer token of an inbound call as a service token. An identity token counts only
 * beside a service token of the same request; one that does not verify makes the whole call
 * unknown.
 */
@Singleton
@Requires(beans = TrustConfiguration.class)
final class CallerTokenValidator implements TokenValidator<HttpRequest<?>> {

    private final ServiceTokens.Verifier serviceTokens;
    private final IdentityTokens.Verifier identityTokens;

    CallerTokenValidator(
            ServiceTokens.Verifier serviceTokens, IdentityTokens.Verifier identityTokens) {
        this.serviceTokens = serviceTokens;
        this.identityTokens = identityTokens;
    }

    @Override
    public Publisher<Authentication> validateToken(String token, @Nullable HttpRequest<?> request) {
        if (request == null) {
            return Publishers.empty();
        }
        return serviceTokens
                .verify(token)
                .flatMap(verified -> caller(verified, request))
                .map(caller -> Publishers.<Authentication>just(caller))
                .orElseGet(Publishers::empty);
    }

    private Optional<Caller> caller(ServiceToken token, HttpRequest<?> request) {
        request.setAttribute(RequestId.HEADER, token.requestId());
        String identity = request.getHeaders().get(IdentityTokens.HEADER);
        if (identity == null) {
            return Optional.of(new Caller(token, null));
        }
        Optional<AuthenticatedUser> user = identityTokens.verify(identity, token.requestId());
        return user.map(verified -> new Caller(token, verified));
    }
}
