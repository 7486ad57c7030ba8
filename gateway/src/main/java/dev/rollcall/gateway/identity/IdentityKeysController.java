package dev.rollcall.gateway.identity;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.swagger.v3.oas.annotations.Operation;

/** The public keys of identities: any back end with a JOSE library verifies with them. */
@Controller("/.well-known/rollcall-jwks.json")
final class IdentityKeysController {

    private final IdentityKeys.PublicKeys keys;

    IdentityKeysController(IdentityKeys.PublicKeys keys) {
        this.keys = keys;
    }

    @Get
    @Operation(
            operationId = "getIdentityKeys",
            summary = "The public keys of X-Rollcall-Identity, a JWK Set (RFC 7517).")
    HttpResponse<String> keys() {
        return HttpResponse.ok(keys.json()).header(HttpHeaders.CACHE_CONTROL, "max-age=60");
    }
}
