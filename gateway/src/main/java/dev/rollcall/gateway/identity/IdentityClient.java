package dev.rollcall.gateway.identity;

import dev.rollcall.contracts.problem.Problem;
import dev.rollcall.contracts.resolve.ResolveRequest;
import dev.rollcall.contracts.resolve.ResolveResponse;
import dev.rollcall.contracts.token.CallerTable;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.client.annotation.Client;
import org.jspecify.annotations.Nullable;

/** identity-service, as far as a request needs it. Errors are thrown, but 404 is null. */
@Client(id = "identity", errorType = Problem.class)
interface IdentityClient {

    @Post(CallerTable.RESOLVE)
    @Nullable ResolveResponse resolve(@Body ResolveRequest request);
}
