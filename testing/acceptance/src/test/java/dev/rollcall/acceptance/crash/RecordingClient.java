package dev.rollcall.acceptance.crash;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * Sends requests to the gateway, each with a request id of its own, and writes down what came of
 * them. Gives up after what Clerk's sender waits. Thread-safe.
 */
final class RecordingClient {

    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(PATIENCE)
                    .build();
    private final String gateway;
    private final History history;

    RecordingClient(String gateway, History history) {
        this.gateway = gateway;
        this.history = history;
    }

    Operation get(Act act, String subject, String path, String token) {
        return send(act, subject, request(path).header("Authorization", "Bearer " + token));
    }

    Operation post(Act act, String subject, String path, Map<String, String> headers, byte[] json) {
        HttpRequest.Builder request =
                request(path)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(json));
        headers.forEach(request::header);
        return send(act, subject, request);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(gateway + path)).timeout(PATIENCE);
    }

    private Operation send(Act act, String subject, HttpRequest.Builder request) {
        String requestId = "crash-" + UUID.randomUUID();
        HttpRequest sent = request.header("X-Request-Id", requestId).build();
        Instant from = Instant.now();
        Outcome outcome = exchange(sent);
        Operation operation = new Operation(act, requestId, subject, from, Instant.now(), outcome);
        history.add(operation);
        return operation;
    }

    private Outcome exchange(HttpRequest request) {
        try {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            return answer.statusCode() / 100 == 2
                    ? new Outcome.Ok(answer.statusCode())
                    : new Outcome.Failed(
                            answer.statusCode(),
                            code(answer.body()),
                            answer.headers().firstValue("Retry-After").isPresent());
        } catch (IOException unanswered) {
            return new Outcome.Unknown(unanswered.getClass().getSimpleName());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return new Outcome.Unknown("interrupted");
        }
    }

    private static String code(String body) {
        try {
            return JSON.readTree(body).path("code").asText(Outcome.Failed.NO_PROBLEM);
        } catch (JsonProcessingException notJson) {
            return Outcome.Failed.NO_PROBLEM;
        }
    }
}
