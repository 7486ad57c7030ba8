package dev.rollcall.clerk.frontend;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/** The browser script, where Clerk serves its own. */
@Controller
final class ScriptController {

    private static final String SCRIPT = "/clerk/clerk.browser.js";

    private final byte[] script = read();

    @Get(uris = {"/clerk.browser.js", "/npm/@clerk/clerk-js@5/dist/clerk.browser.js"})
    HttpResponse<byte[]> script() {
        return HttpResponse.ok(script)
                .header("Content-Type", "text/javascript; charset=utf-8")
                .header("Cross-Origin-Resource-Policy", "cross-origin")
                .header("Cache-Control", "no-cache");
    }

    private static byte[] read() {
        try (InputStream in = ScriptController.class.getResourceAsStream(SCRIPT)) {
            return Objects.requireNonNull(in, SCRIPT).readAllBytes();
        } catch (IOException damagedJar) {
            throw new UncheckedIOException(damagedJar);
        }
    }
}
