package dev.rollcall.identity;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** A server at the other end of the wire: answers what it is told and counts what it is asked. */
final class WireServer implements AutoCloseable {

    /** A status and a JSON body. */
    record Answer(int status, String json, Map<String, String> headers) {

        Answer(int status, String json) {
            this(status, json, Map.of());
        }
    }

    /** As it arrived; the query is not decoded, and empty where there is none. */
    record Asked(String method, String path, String query, String body) {}

    private final HttpServer server;
    private final AtomicInteger count = new AtomicInteger();
    private volatile Function<Asked, Answer> answers;

    WireServer(Function<Asked, Answer> answers) {
        this.answers = answers;
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    void answer(Function<Asked, Answer> next) {
        answers = next;
    }

    int count() {
        return count.get();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void handle(HttpExchange exchange) throws IOException {
        count.incrementAndGet();
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        URI uri = exchange.getRequestURI();
        String query = uri.getRawQuery() == null ? "" : uri.getRawQuery();
        Answer answer =
                answers.apply(new Asked(exchange.getRequestMethod(), uri.getPath(), query, body));
        byte[] bytes = answer.json().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        answer.headers().forEach(exchange.getResponseHeaders()::set);
        exchange.sendResponseHeaders(answer.status(), bytes.length);
        try (exchange) {
            exchange.getResponseBody().write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
