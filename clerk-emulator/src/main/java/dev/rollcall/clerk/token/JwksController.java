package dev.rollcall.clerk.token;

import dev.rollcall.clerk.wire.JsonReply;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

/** The key set: public at the Frontend API, with the secret key at the Backend API. */
@Controller
@ExecuteOn(TaskExecutors.BLOCKING)
final class JwksController {

    private final SigningKey key;

    JwksController(SigningKey key) {
        this.key = key;
    }

    @Get(uris = {"/.well-known/jwks.json", "/v1/jwks"})
    HttpResponse<byte[]> keys() {
        return JsonReply.ok(key.publicSet());
    }
}
