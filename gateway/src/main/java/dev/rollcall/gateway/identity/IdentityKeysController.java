package dev.rollcall.gateway.identity;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;

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
    @ApiResponse(
            responseCode = "200",
            description = "Fetch them again for a kid that is not among them.",
            headers =
                    @Header(
                            name = HttpHeaders.CACHE_CONTROL,
                            schema = @Schema(type = "string", allowableValues = "max-age=60")),
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(ref = "#/components/schemas/JwkSet")))
    HttpResponse<String> keys() {
        return HttpResponse.ok(keys.json()).header(HttpHeaders.CACHE_CONTROL, "max-age=60");
    }
}
