package dev.rollcall.identity.clerk;

import io.micronaut.http.client.exceptions.HttpClientException;
import io.micronaut.http.client.exceptions.HttpClientResponseException;
import io.micronaut.retry.annotation.RetryPredicate;

/** What is worth a second try: no answer or a server's fault; not a 404 and not a 429. */
final class ClerkAway implements RetryPredicate {

    @Override
    public boolean test(Throwable failed) {
        return failed instanceof HttpClientResponseException answered
                ? answered.getStatus().getCode() >= 500
                : failed instanceof HttpClientException;
    }
}
