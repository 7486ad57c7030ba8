package dev.rollcall.webhook.delivery;

import dev.rollcall.contracts.event.ApplyRequest;
import dev.rollcall.contracts.event.ApplyResponse;
import dev.rollcall.contracts.token.CallerTable;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.client.annotation.Client;

/** identity-service as this service sees it; a repeated call is safe, events count once there. */
@Client(id = "identity")
interface IdentityClient {

    @Post(CallerTable.APPLY_EVENTS)
    ApplyResponse apply(@Body ApplyRequest request);
}
