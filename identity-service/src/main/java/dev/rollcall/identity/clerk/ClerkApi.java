package dev.rollcall.identity.clerk;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.client.annotation.Client;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.retry.annotation.CircuitBreaker;
import org.jspecify.annotations.Nullable;

/**
 * Clerk's Backend API. One quick second try; after that the circuit stays open for a moment, so
 * that while Clerk is away a request does not pay for finding out.
 */
@Client(id = "clerk")
@CircuitBreaker(attempts = "1", delay = "20ms", reset = "5s", predicate = ClerkAway.class)
interface ClerkApi {

    /** Null where Clerk answers 404: that is what a declarative client makes of it. */
    @Get("/v1/users/{id}")
    @Nullable HttpResponse<JsonNode> getUser(@PathVariable String id);
}
