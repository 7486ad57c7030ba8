package dev.rollcall.contracts.problem;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one place where a request fault becomes its response; a client's fault is not our error. */
@Singleton
final class ProblemExceptionHandler implements ExceptionHandler<ProblemException, HttpResponse<?>> {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemExceptionHandler.class);

    @Override
    @SuppressWarnings("rawtypes") // the interface declares the raw request
    public HttpResponse<?> handle(HttpRequest request, ProblemException fault) {
        HttpRequest<?> typed = request;
        LOG.info(
                "event=request.refused code={} request_id={}",
                fault.code().wire(),
                ProblemResponses.requestId(typed).map(Object::toString).orElse("-"));
        return ProblemResponses.of(fault, typed);
    }
}
