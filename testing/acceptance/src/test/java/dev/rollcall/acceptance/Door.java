package dev.rollcall.acceptance;

import static dev.rollcall.testing.Patience.BOUND;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Plain HTTP to one base URL, as a browser or Clerk's sender speaks it; redirects are answers. */
public final class Door {

    private final HttpClient client =
            HttpClient.newBuilder()
                    .connectTimeout(BOUND)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .version(HttpClient.Version.HTTP_1_1)
                    .build();
    private final String base;

    public Door(String base) {
        this.base = base;
    }

    String base() {
        return base;
    }

    public Reply get(String path, @Nullable String token) {
        return send("GET", path, bearer(token), "");
    }

    Reply post(String path, @Nullable String token, String json) {
        return send("POST", path, bearer(token), json);
    }

    Reply send(String method, String path, Map<String, String> headers, String body) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(base + path))
                        .timeout(BOUND)
                        .method(
                                method,
                                body.isEmpty()
                                        ? HttpRequest.BodyPublishers.noBody()
                                        : HttpRequest.BodyPublishers.ofString(body));
        if (!body.isEmpty() && !headers.containsKey("Content-Type")) {
            request.header("Content-Type", "application/json");
        }
        headers.forEach(request::header);
        try {
            HttpResponse<String> response =
                    client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Reply(response.statusCode(), response);
        } catch (IOException failed) {
            throw new AssertionError(method + ' ' + base + path + ": " + failed, failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        }
    }

    private static Map<String, String> bearer(@Nullable String token) {
        return token == null ? Map.of() : Map.of("Authorization", "Bearer " + token);
    }
}
