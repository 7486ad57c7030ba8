package dev.rollcall.webhook.delivery;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What stands at the wire where identity-service would: answers what it is told. */
final class IdentityStandIn implements AutoCloseable {

    /** An HTTP answer; status 0 closes the connection without one. */
    record Answer(int status, String body) {}

    private static final Pattern MESSAGE_ID = Pattern.compile("\"messageId\":\"([^\"]+)\"");

    private final HttpServer server;
    private final List<List<String>> calls = new CopyOnWriteArrayList<>();
    private final List<String> tokens = new CopyOnWriteArrayList<>();
    private volatile Function<List<String>, Answer> behaviour = IdentityStandIn::applied;

    IdentityStandIn() {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException failed) {
            throw new AssertionError(failed);
        }
        server.createContext("/internal/events", this::handle);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    void answers(Function<List<String>, Answer> behaviour) {
        this.behaviour = behaviour;
        calls.clear();
    }

    /** The message ids of each call since the behaviour was set. */
    List<List<String>> calls() {
        return calls;
    }

    List<String> tokens() {
        return tokens;
    }

    static Answer applied(List<String> ids) {
        return outcomes(ids, "APPLIED", "null", false);
    }

    static Answer outcomes(List<String> ids, String result, String code, boolean retryable) {
        return new Answer(
                200,
                ids.stream()
                        .map(
                                id ->
                                        """
                                        {"messageId":"%s","result":"%s","code":%s,"retryable":%s}
                                        """
                                                .formatted(id, result, code, retryable))
                        .collect(Collectors.joining(",", "{\"outcomes\":[", "]}")));
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String request =
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            List<String> ids =
                    MESSAGE_ID.matcher(request).results().map(match -> match.group(1)).toList();
            calls.add(ids);
            tokens.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
            Answer answer = behaviour.apply(ids);
            if (answer.status > 0) {
                byte[] body = answer.body.getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().add("Content-Type", "application/json");
                exchange.sendResponseHeaders(answer.status, body.length);
                exchange.getResponseBody().write(body);
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
