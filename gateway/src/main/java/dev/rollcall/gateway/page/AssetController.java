package dev.rollcall.gateway.page;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.swagger.v3.oas.annotations.Hidden;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Scripts and styles, by a fixed list: a name from the request never reaches a file system. */
@Hidden
@Controller("/assets")
final class AssetController {

    private static final Map<String, MediaType> TYPES =
            Map.of(
                    "rollcall.css", MediaType.of("text/css; charset=utf-8"),
                    "clerk.js", MediaType.of("text/javascript; charset=utf-8"),
                    "entry.js", MediaType.of("text/javascript; charset=utf-8"),
                    "shell.js", MediaType.of("text/javascript; charset=utf-8"),
                    "app.js", MediaType.of("text/javascript; charset=utf-8"),
                    "admin.js", MediaType.of("text/javascript; charset=utf-8"));

    private final Map<String, byte[]> files =
            TYPES.keySet().stream()
                    .collect(
                            Collectors.toUnmodifiableMap(
                                    Function.identity(), AssetController::load));

    @Get("/{name}")
    HttpResponse<byte[]> asset(@PathVariable String name) {
        byte[] file = files.get(name);
        MediaType type = TYPES.get(name);
        return file == null || type == null
                ? HttpResponse.notFound()
                : HttpResponse.ok(file)
                        .contentType(type)
                        .header(HttpHeaders.CACHE_CONTROL, "no-cache");
    }

    private static byte[] load(String name) {
        try (InputStream file = AssetController.class.getResourceAsStream("/assets/" + name)) {
            if (file == null) {
                throw new IllegalStateException("there is no asset " + name);
            }
            return file.readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
