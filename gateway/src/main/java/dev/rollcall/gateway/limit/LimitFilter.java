package dev.rollcall.gateway.limit;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;

/** Tells clients of our own endpoints what is left; an upstream's answer is told of elsewhere. */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
final class LimitFilter {

    @ResponseFilter
    void tell(HttpRequest<?> request, MutableHttpResponse<?> response) {
        Spent.of(request).ifPresent(spent -> spent.write(response::header));
    }
}
