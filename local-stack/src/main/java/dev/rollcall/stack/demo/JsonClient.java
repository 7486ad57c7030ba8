package dev.rollcall.stack.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.stack.process.StackException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** JSON over HTTP, with a bearer token or without. Thread-safe. */
final class JsonClient {

    /** An answer; the body is missing where it is no JSON. */
    record Answer(int status, JsonNode body) {}

    private static final ObjectMapper JSON = JsonMapper.builder().build();
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final HttpClient client =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(PATIENCE)
                    .build();

    static ObjectNode object() {
        return JSON.createObjectNode();
    }

    /** With an empty token: without one. */
    Answer get(String url, String token) {
        return send("GET", url, token, HttpRequest.BodyPublishers.noBody());
    }

    Answer put(String url, ObjectNode body) {
        return send("PUT", url, "", HttpRequest.BodyPublishers.ofString(body.toString()));
    }

    Answer post(String url, ObjectNode body) {
        return send("POST", url, "", HttpRequest.BodyPublishers.ofString(body.toString()));
    }

    private Answer send(
            String method, String url, String token, HttpRequest.BodyPublisher publisher) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(url))
                        .timeout(PATIENCE)
                        .header("Content-Type", "application/json")
                        .header("Accept", "application/json, application/problem+json")
                        .method(method, publisher);
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        try {
            HttpResponse<String> response =
                    client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), parse(response.body()));
        } catch (IOException e) {
            throw new StackException("No answer from " + url + '.', e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackException("Interrupted while waiting for " + url + '.', e);
        }
    }

    private static JsonNode parse(String body) {
        try {
            JsonNode tree = JSON.readTree(body);
            return tree == null ? MissingNode.getInstance() : tree;
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }
}
