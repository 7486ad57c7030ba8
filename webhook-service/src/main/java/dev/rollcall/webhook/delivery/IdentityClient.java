package dev.rollcall.webhook.delivery;

import dev.rollcall.contracts.event.ApplyRequest;
import dev.rollcall.contracts.event.ApplyResponse;
import dev.rollcall.contracts.token.CallerTable;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.client.annotation.Client;
import org.jspecify.annotations.Nullable;

/** identity-service as this service sees it; a repeated call is safe, events count once there. */
@Client(id = "identity")
interface IdentityClient {

    /** Null if there is no such endpoint: the framework's reading of 404. */
    @Post(CallerTable.APPLY_EVENTS)
    @Nullable ApplyResponse apply(@Body ApplyRequest request);
}
