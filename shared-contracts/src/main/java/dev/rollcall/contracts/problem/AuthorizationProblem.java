package dev.rollcall.contracts.problem;

import io.micronaut.context.annotation.Replaces;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import io.micronaut.security.authentication.AuthorizationException;
import io.micronaut.security.authentication.DefaultAuthorizationExceptionHandler;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * micronaut-security's refusals as problems; its default would redirect callers that accept HTML.
 */
@Singleton
@Requires(classes = DefaultAuthorizationExceptionHandler.class)
@Replaces(DefaultAuthorizationExceptionHandler.class)
final class AuthorizationProblem
        implements ExceptionHandler<AuthorizationException, MutableHttpResponse<?>> {

    @Override
    @SuppressWarnings("rawtypes") // the interface declares the raw request
    public MutableHttpResponse<?> handle(HttpRequest request, AuthorizationException refused) {
        HttpRequest<?> typed = request;
        ProblemCode code =
                refused.isForbidden() ? ProblemCode.CALLER_NOT_ALLOWED : ProblemCode.CALLER_UNKNOWN;
        return ProblemResponses.of(code, code.title() + '.', Optional.empty(), typed);
    }
}
