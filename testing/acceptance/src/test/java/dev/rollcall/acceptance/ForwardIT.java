package dev.rollcall.acceptance;

import static dev.rollcall.testing.Patience.BOUND;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.rollcall.contracts.webhook.WebhookSignature;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** W10 over processes: applied events at a back end, while another one is dead; W7's notices. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ForwardIT {

    /** Made up for this test. */
    private static final String SECRET = "whsec_" + "dGVzdC1zZWNyZXQtb25lLTAxMjM0NTY3ODk=";

    private final List<String> bodies = new CopyOnWriteArrayList<>();
    private final List<Boolean> signed = new CopyOnWriteArrayList<>();
    private final List<String> notices = new CopyOnWriteArrayList<>();
    private final HttpServer crm = listen();
    private final Path home = RunningStack.temporaryHome();
    private final Launcher launcher =
            new Launcher(home)
                    .with("ROLLCALL_NOTIFY_URL", url().replace("/events", "/chat"))
                    .with("ROLLCALL_FORWARD_TARGETS", "crm,dead")
                    .with("ROLLCALL_FORWARD_CRM_URL", url())
                    .with("ROLLCALL_FORWARD_CRM_SECRET", SECRET)
                    .with("ROLLCALL_FORWARD_CRM_ALLOW_PRIVATE", "true")
                    .with("ROLLCALL_FORWARD_DEAD_URL", url().replace("http:", "https:"))
                    .with("ROLLCALL_FORWARD_DEAD_SECRET", SECRET);

    @BeforeAll
    void start() {
        crm.createContext("/events", this::take);
        crm.createContext("/chat", this::hear);
        crm.start();
        Launcher.Result up = launcher.run("up", "--detach");
        assertEquals(0, up.exitCode(), up.output());
    }

    @AfterAll
    void stop() {
        launcher.run("down");
        crm.stop(0);
    }

    @Test
    void anAppliedEventArrivesSignedAndOperatorsSeeWhoIsDead() {
        JsonNode status = launcher.status();
        Emulator clerk = new Emulator(new Door(status.path("clerkUrl").asText()));
        Door gateway = new Door(status.path("gatewayUrl").asText());

        Emulator.Person person = clerk.signUp("forwarded@example.com", Map.of());

        await().atMost(BOUND)
                .until(() -> bodies.stream().anyMatch(it -> isCreated(it, person.userId())));
        assertTrue(signed.stream().allMatch(it -> it), signed::toString);
        await().atMost(BOUND)
                .until(
                        () ->
                                gateway.get("/api/admin/webhooks/targets", clerk.token("ada"))
                                        .response()
                                        .body()
                                        .contains("\"lastError\":\"address_forbidden\""));
    }

    @Test
    void w7ADeadLetterHasItsReasonAndIsTold() {
        JsonNode status = launcher.status();
        Emulator clerk = new Emulator(new Door(status.path("clerkUrl").asText()));
        Door gateway = new Door(status.path("gatewayUrl").asText());

        clerk.send("{\"type\":\"user.created\",\"data\":{\"id\":17}}");

        await().atMost(BOUND)
                .until(() -> notices.stream().anyMatch(it -> it.contains("dead letter")));
        JsonNode dead =
                gateway.get("/api/admin/webhooks/events?state=dead", clerk.token("ada"))
                        .json()
                        .path("events")
                        .path(0);
        assertEquals("user.created", dead.path("type").asText(), dead.toString());
        assertFalse(dead.path("reason").asText().isEmpty(), dead.toString());
    }

    @Test
    void anEventFileIsSentByHand() throws IOException {
        Path event = home.resolve("event.json");
        Files.writeString(event, "{\"type\":\"made.up\",\"data\":{\"id\":\"x_1\"}}");

        Launcher.Result sent = launcher.run("webhook", "send", event.toString());
        Launcher.Result elsewhere =
                launcher.run("webhook", "send", event.toString(), "--url", url() + "/none");

        assertEquals(0, sent.exitCode(), sent.output());
        assertTrue(sent.output().contains("{\"status\":\"accepted\"}"), sent.output());
        assertEquals(0, elsewhere.exitCode(), elsewhere.output());
    }

    private static boolean isCreated(String body, String userId) {
        return body.contains("\"type\":\"user.created\"")
                && body.contains("\"subject\":\"" + userId + '"');
    }

    private String url() {
        return "http://127.0.0.1:" + crm.getAddress().getPort() + "/events";
    }

    private void hear(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            notices.add(new String(body, StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(204, -1);
        }
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            String id = exchange.getRequestHeaders().getFirst("webhook-id");
            String at = exchange.getRequestHeaders().getFirst("webhook-timestamp");
            if (id != null && at != null) {
                signed.add(
                        WebhookSignature.sign(
                                        WebhookSignature.secret(SECRET),
                                        id,
                                        Long.parseLong(at),
                                        body)
                                .equals(
                                        exchange.getRequestHeaders()
                                                .getFirst("webhook-signature")));
                bodies.add(new String(body, StandardCharsets.UTF_8));
            }
            exchange.sendResponseHeaders(204, -1);
        }
    }

    private static HttpServer listen() {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException failed) {
            throw new AssertionError(failed);
        }
    }
}
