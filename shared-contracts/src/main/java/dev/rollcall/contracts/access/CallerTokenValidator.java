package dev.rollcall.contracts.access;

import dev.rollcall.contracts.id.RequestId;
import dev.rollcall.contracts.id.Uuid7;
import dev.rollcall.contracts.problem.ProblemResponses;
import dev.rollcall.contracts.token.IdentityTokens;
import dev.rollcall.contracts.token.ServiceName;
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
 * beside a service token of the gateway; one that does not verify makes the whole call unknown. The
 * request id is the verified caller's word.
 */
@Singleton
@Requires(beans = TrustConfiguration.class)
final class CallerTokenValidator implements TokenValidator<HttpRequest<?>> {

    private final ServiceTokens.Verifier serviceTokens;
    private final IdentityTokens.Verifier identityTokens;
    private final Uuid7 ids;

    CallerTokenValidator(
            ServiceTokens.Verifier serviceTokens,
            IdentityTokens.Verifier identityTokens,
            Uuid7 ids) {
        this.serviceTokens = serviceTokens;
        this.identityTokens = identityTokens;
        this.ids = ids;
    }

    @Override
    public Publisher<Authentication> validateToken(String token, @Nullable HttpRequest<?> request) {
        if (request == null) {
            return Publishers.empty();
        }
        return serviceTokens
                .verify(token)
                .flatMap(service -> caller(service, request))
                .map(caller -> Publishers.<Authentication>just(caller))
                .orElseGet(Publishers::empty);
    }

    private Optional<Caller> caller(ServiceName service, HttpRequest<?> request) {
        RequestId requestId =
                ProblemResponses.requestId(request)
                        .orElseGet(() -> new RequestId(ids.next().toString()));
        request.setAttribute(RequestId.HEADER, requestId);
        String identity = request.getHeaders().get(IdentityTokens.HEADER);
        if (identity == null || service != ServiceName.GATEWAY) {
            return Optional.of(new Caller(service, null));
        }
        return identityTokens.verify(identity, requestId).map(user -> new Caller(service, user));
    }
}
