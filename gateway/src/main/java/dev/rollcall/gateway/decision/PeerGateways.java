package dev.rollcall.gateway.decision;

import dev.rollcall.contracts.id.RequestId;
import io.micronaut.context.annotation.Context;
import io.micronaut.json.JsonMapper;
import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * The other copies, asked all at once with the administrator's own token for what they themselves
 * remember; each judges it like any request. Thread safe.
 */
@Context
final class PeerGateways {

    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final long LARGEST_ANSWER = 1 << 18;

    private final List<URI> copies;
    private final JsonMapper json;
    private final HttpClient client =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(PATIENCE)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .build();

    PeerGateways(DecisionConfiguration configuration, JsonMapper json) {
        this.copies = configuration.copies();
        this.json = json;
    }

    @PreDestroy
    void close() {
        client.shutdownNow();
    }

    /** Never longer than two seconds. */
    Decisions ask(RequestId wanted, RequestId asking, String token) {
        List<CompletableFuture<Optional<Decisions>>> answers =
                copies.stream().map(copy -> ask(copy, wanted, asking, token)).toList();
        List<Decision> found = new ArrayList<>();
        int silent = 0;
        for (CompletableFuture<Optional<Decisions>> answer : answers) {
            Optional<Decisions> told = answer.join();
            silent += told.isEmpty() ? 1 : 0;
            told.ifPresent(decisions -> found.addAll(decisions.decisions()));
        }
        found.sort(Comparator.comparing(Decision::at).reversed());
        return new Decisions(found, silent);
    }

    private CompletableFuture<Optional<Decisions>> ask(
            URI copy, RequestId wanted, RequestId asking, String token) {
        HttpRequest request =
                HttpRequest.newBuilder(
                                copy.resolve(
                                        DecisionController.PATH
                                                + '/'
                                                + wanted.value()
                                                + "?scope="
                                                + DecisionController.LOCAL))
                        .timeout(PATIENCE)
                        .header("Authorization", "Bearer " + token)
                        .header(RequestId.HEADER, asking.value())
                        .build();
        return client.sendAsync(
                        request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), LARGEST_ANSWER))
                .thenApply(this::read)
                .completeOnTimeout(Optional.empty(), PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .exceptionally(_ -> Optional.empty());
    }

    /** Empty unless the copy has answered the question. */
    private Optional<Decisions> read(HttpResponse<byte[]> response) {
        return switch (response.statusCode()) {
            case 200 -> parsed(response.body());
            case 404 -> Optional.of(new Decisions(List.of(), 0));
            default -> Optional.empty();
        };
    }

    private Optional<Decisions> parsed(byte[] body) {
        try {
            return Optional.ofNullable(json.readValue(body, Decisions.class));
        } catch (IOException nonsense) {
            return Optional.empty();
        }
    }
}
