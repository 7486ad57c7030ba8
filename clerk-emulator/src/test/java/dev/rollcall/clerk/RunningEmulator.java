package dev.rollcall.clerk;

import dev.rollcall.clerk.json.Document;
import dev.rollcall.clerk.json.Json;
import dev.rollcall.clerk.json.MalformedJsonException;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The real application on a free port, with the calls that tests make. */
final class RunningEmulator implements AutoCloseable {

    static final String SECRET_KEY = "sk_test_for_these_tests";
    static final String WEBHOOK_SECRET = "whsec_" + "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";
    static final String APP = "http://127.0.0.1:8080";

    private final EmbeddedServer server;
    private final HttpClient http =
            HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();

    private RunningEmulator(EmbeddedServer server) {
        this.server = server;
    }

    static RunningEmulator start(Path folder) {
        return start(folder, Map.of());
    }

    static RunningEmulator start(Path folder, Map<String, Object> settings) {
        Map<String, Object> properties = new HashMap<>();
        properties.put("micronaut.server.port", -1);
        properties.put("rollcall.clerk.secret-key", SECRET_KEY);
        properties.put("rollcall.clerk.webhook-secret", WEBHOOK_SECRET);
        properties.put("rollcall.clerk.azp", APP);
        properties.put("rollcall.clerk.state", folder.toString());
        properties.putAll(settings);
        return new RunningEmulator(ApplicationContext.run(EmbeddedServer.class, properties));
    }

    static RunningEmulator sendingTo(WebhookReceiver receiver, Path folder) {
        return start(
                folder,
                Map.of(
                        "rollcall.clerk.webhook-url",
                        receiver.url(),
                        "rollcall.clerk.retry-scale",
                        "0.01"));
    }

    /** An answer, with its body read as JSON. */
    record Answer(int status, Map<String, List<String>> headers, String body) {
        Document json() {
            return Document.from(parsed());
        }

        List<Document> array() {
            return Document.of("array", parsed()).objects("array");
        }

        List<Document> data() {
            return json().objects("data");
        }

        String header(String name) {
            return headers.getOrDefault(name, List.of("")).getFirst();
        }

        String errorCode() {
            return json().objects("errors").getFirst().text("code");
        }

        private Object parsed() {
            return RunningEmulator.parse(body);
        }
    }

    static Object parse(String json) {
        try {
            Object parsed = Json.parse(json.getBytes(StandardCharsets.UTF_8));
            if (parsed == null) {
                throw new AssertionError("null");
            }
            return parsed;
        } catch (MalformedJsonException notJson) {
            throw new AssertionError("not JSON: " + json, notJson);
        }
    }

    /** A Backend API call with the secret key. */
    Answer api(String method, String path, String body) {
        return call(method, path, body, "Authorization", "Bearer " + SECRET_KEY);
    }

    Answer get(String path) {
        return api("GET", path, "");
    }

    Answer post(String path, String body) {
        return api("POST", path, body);
    }

    /** A call with these headers, names and values in turn. */
    Answer call(String method, String path, String body, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(server.getURL() + path))
                        .method(
                                method,
                                body.isEmpty()
                                        ? BodyPublishers.noBody()
                                        : BodyPublishers.ofString(body));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        try {
            HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.headers().map(), response.body());
        } catch (IOException | InterruptedException broken) {
            throw new AssertionError(method + " " + path, broken);
        }
    }

    /** The status line that answers this request line. */
    String raw(String requestLine) throws IOException {
        try (Socket socket = new Socket(server.getHost(), server.getPort());
                BufferedReader answer =
                        new BufferedReader(
                                new InputStreamReader(
                                        socket.getInputStream(), StandardCharsets.UTF_8))) {
            String request =
                    requestLine
                            + "\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer "
                            + SECRET_KEY
                            + "\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            return String.valueOf(answer.readLine());
        }
    }

    Answer emulator(String method, String path, String body) {
        return call(method, "/emulator/" + path, body);
    }

    Document signUp(String email) {
        return emulator("POST", "sign-ups", "{\"email\":\"" + email + "\"}").json();
    }

    void switches(String body) {
        Answer answer = emulator("PUT", "switches", body);
        if (answer.status() != 200) {
            throw new AssertionError(answer.body());
        }
    }

    String idOf(String username) {
        return get("/v1/users?username=" + username).array().getFirst().id();
    }

    List<Document> messages(String userId) {
        return emulator("GET", "webhooks?userId=" + userId, "").json().objects("messages");
    }

    @Override
    public void close() {
        server.getApplicationContext().close();
    }
}
