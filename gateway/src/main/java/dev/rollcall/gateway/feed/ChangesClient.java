package dev.rollcall.gateway.feed;

import dev.rollcall.contracts.change.ChangesRequest;
import dev.rollcall.contracts.change.ChangesResponse;
import dev.rollcall.contracts.token.CallerTable;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.client.annotation.Client;
import org.jspecify.annotations.Nullable;

/** identity-service's change feed. Errors are thrown, but 404 is null. */
@Client(id = "identity")
interface ChangesClient {

    @Post(CallerTable.CHANGES)
    @Nullable ChangesResponse changes(@Body ChangesRequest request);
}
