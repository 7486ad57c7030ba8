package dev.rollcall.gateway.identity;

import dev.rollcall.contracts.problem.Problem;
import dev.rollcall.contracts.problem.ProblemCode;
import dev.rollcall.contracts.resolve.ResolveRequest;
import dev.rollcall.contracts.resolve.ResolveResponse;
import io.micronaut.context.annotation.Property;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.client.exceptions.HttpClientException;
import io.micronaut.http.client.exceptions.HttpClientResponseException;
import io.micronaut.http.client.exceptions.ReadTimeoutException;
import io.micronaut.http.codec.CodecException;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One call to identity-service as an outcome. Only refusals that speak about the person pass;
 * everything else means that the service cannot be used now.
 */
@Singleton
final class IdentityCalls {

    private static final Logger LOG = LoggerFactory.getLogger(IdentityCalls.class);
    private static final Duration RETRY = Duration.ofSeconds(2);
    private static final long LONGEST_RETRY_SECONDS = 60;

    /** Whoever comes then hears at once that it is too much; the feed has a connection left. */
    private static final int MOST_AT_ONCE = 500;

    private static final Set<ProblemCode> ABOUT_THE_PERSON =
            EnumSet.of(
                    ProblemCode.USER_DISABLED,
                    ProblemCode.ACCOUNT_ERASED,
                    ProblemCode.SESSION_REVOKED,
                    ProblemCode.ROLE_UNCONFIRMED);

    private final IdentityClient client;
    private final Semaphore room;
    private final RetryBudget retries = new RetryBudget();

    IdentityCalls(
            IdentityClient client,
            @Property(name = "rollcall.limits.in-flight", defaultValue = "1000") int inFlight) {
        this.client = client;
        this.room = new Semaphore(Math.min(MOST_AT_ONCE, inFlight));
    }

    /**
     * {@code patient}: asks once more if no answer came in time. The service has gone on with the
     * first question meanwhile, and the second waits for the same work.
     */
    Resolution resolve(ResolveRequest request, boolean patient) {
        if (!room.tryAcquire()) {
            return away("overloaded");
        }
        try {
            retries.called();
            return call(request, patient);
        } finally {
            room.release();
        }
    }

    private Resolution call(ResolveRequest request, boolean patient) {
        try {
            return ask(request);
        } catch (ReadTimeoutException slow) {
            return patient && retries.take() ? call(request, false) : away("slow");
        } catch (HttpClientException unreachable) {
            return away("unreachable");
        } catch (CodecException unreadable) {
            return away("unreadable");
        }
    }

    private Resolution ask(ResolveRequest request) {
        try {
            ResolveResponse response = client.resolve(request);
            return response == null ? away("not_found") : new Resolution.Resolved(response);
        } catch (HttpClientResponseException answered) {
            return refusal(answered);
        }
    }

    private static Resolution away(String outcome) {
        LOG.warn("event=identity.resolve outcome={}", outcome);
        return new Resolution.Refused(ProblemCode.UNAVAILABLE, RETRY);
    }

    private static Resolution refusal(HttpClientResponseException answered) {
        HttpResponse<?> response = answered.getResponse();
        Optional<ProblemCode> code =
                response.getBody(Problem.class)
                        .flatMap(IdentityCalls::code)
                        .filter(ABOUT_THE_PERSON::contains);
        if (code.isEmpty()) {
            LOG.warn("event=identity.resolve outcome=unusable status={}", response.code());
        }
        return new Resolution.Refused(
                code.orElse(ProblemCode.UNAVAILABLE), retryAfter(response.getHeaders()));
    }

    private static Optional<ProblemCode> code(Problem problem) {
        return Arrays.stream(ProblemCode.values())
                .filter(code -> code.wire().equals(problem.code()))
                .findFirst();
    }

    private static Duration retryAfter(HttpHeaders headers) {
        return headers.getFirst(HttpHeaders.RETRY_AFTER, Long.class)
                .filter(seconds -> seconds > 0 && seconds <= LONGEST_RETRY_SECONDS)
                .map(Duration::ofSeconds)
                .orElse(RETRY);
    }
}
