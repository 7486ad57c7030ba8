package dev.rollcall.clerk;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.rollcall.clerk.json.Document;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Takes what is sent, and answers with the status that the test wants. */
final class WebhookReceiver implements AutoCloseable {

    private final HttpServer server;
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private volatile int answer = 204;

    WebhookReceiver() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::take);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    record Received(
            String id, String timestamp, String signature, String agent, int answer, String body) {

        Document event() {
            return Document.from(RunningEmulator.parse(body));
        }

        String type() {
            return event().text("type");
        }

        /** Computed here from the words of the specification, not with the code that signed. */
        String expectedSignature() {
            try {
                byte[] key =
                        Base64.getDecoder()
                                .decode(
                                        RunningEmulator.WEBHOOK_SECRET.substring(
                                                "whsec_".length()));
                Mac mac = Mac.getInstance("HmacSHA256");
                mac.init(new SecretKeySpec(key, "HmacSHA256"));
                String signed = id + "." + timestamp + "." + body;
                byte[] hash = mac.doFinal(signed.getBytes(StandardCharsets.UTF_8));
                return "v1," + Base64.getEncoder().encodeToString(hash);
            } catch (GeneralSecurityException noHmac) {
                throw new AssertionError(noHmac);
            }
        }
    }

    private void take(HttpExchange exchange) throws IOException {
        int status = answer;
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        received.add(
                new Received(
                        header(exchange, "svix-id"),
                        header(exchange, "svix-timestamp"),
                        header(exchange, "svix-signature"),
                        header(exchange, "User-Agent"),
                        status,
                        body));
        exchange.getResponseHeaders().add("Location", "/elsewhere");
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    private static String header(HttpExchange exchange, String name) {
        return String.valueOf(exchange.getRequestHeaders().getFirst(name));
    }

    void answerWith(int status) {
        answer = status;
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/hook";
    }

    List<Received> received() {
        return received;
    }

    /** Those that concern this user, by type. */
    List<Received> about(String userId, String type) {
        return received.stream()
                .filter(it -> it.type().equals(type) && it.body().contains(userId))
                .toList();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
