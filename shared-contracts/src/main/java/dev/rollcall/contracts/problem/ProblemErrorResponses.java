package dev.rollcall.contracts.problem;

import io.micronaut.context.annotation.Primary;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * What the framework itself refuses (unknown route, wrong method, too large, unreadable) and
 * whatever nobody caught, as problems. The framework's message is dropped: it can repeat what the
 * client sent.
 */
@Singleton
@Primary
final class ProblemErrorResponses implements ErrorResponseProcessor<Problem> {

    @Override
    public MutableHttpResponse<Problem> processResponse(
            ErrorContext context, MutableHttpResponse<?> response) {
        ProblemCode code = ProblemCode.ofStatus(response.code());
        return ProblemResponses.fill(
                response, code, code.title() + '.', Optional.empty(), context.getRequest());
    }
}
