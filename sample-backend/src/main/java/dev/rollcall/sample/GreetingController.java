package dev.rollcall.sample;

import dev.rollcall.contracts.access.CurrentUser;
import dev.rollcall.contracts.api.PublicApi;
import dev.rollcall.contracts.token.AuthenticatedUser;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;

/** Greets whoever calls. The user comes verified with the request: no query, no call. */
@Controller("/api/sample")
@PublicApi
@Tag(name = "sample")
final class GreetingController {

    /** Personal data, so that nobody on the way may store it. */
    @Get("/me")
    @Operation(operationId = "getGreeting", summary = "A line for whoever asks.")
    HttpResponse<Greeting> me(@CurrentUser AuthenticatedUser user) {
        return HttpResponse.ok(Greeting.to(user)).header("Cache-Control", "no-store");
    }
}
