package dev.rollcall.gateway.identity;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;

/** The public keys of identities: any back end with a JOSE library verifies with them. */
@Controller("/.well-known/rollcall-jwks.json")
final class IdentityKeysController {

    private final IdentityKeys.PublicKeys keys;

    IdentityKeysController(IdentityKeys.PublicKeys keys) {
        this.keys = keys;
    }

    @Get
    HttpResponse<String> keys() {
        return HttpResponse.ok(keys.json()).header(HttpHeaders.CACHE_CONTROL, "max-age=60");
    }
}
