package dev.rollcall.acceptance;

import static dev.rollcall.testing.Patience.BOUND;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.contracts.webhook.WebhookSignature;
import dev.rollcall.testing.ClerkEvents;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** W1 and W2: what comes in through {@code /api/webhooks/clerk}. */
class WebhookDoorIT {

    private static final String PATH = "/api/webhooks/clerk";
    private static final String EXAMPLE_USER = "user_3jZQapSbKpCYgW3e56ue4XnhY01";

    private final RunningStack stack = RunningStack.get();
    private final Instant now = Instant.now();
    private final String id = "msg_" + UUID.randomUUID().toString().replace("-", "");
    private final String userId = "user_" + UUID.randomUUID().toString().replace("-", "");
    private final String body = ClerkEvents.body("user.created").replace(EXAMPLE_USER, userId);

    @Test
    void w1BothHeaderFamiliesAreVerified() {
        for (String family : List.of("svix", "webhook")) {
            String message = id + family;
            Reply reply = post(headers(family, message, now, sign(message, body)), body);

            assertEquals(200, reply.status(), reply.toString());
        }
    }

    @Test
    void w1OneGoodSignatureAmongSeveralIsEnough() {
        String signatures = "v1a,AAAA v1," + "A".repeat(43) + "= " + sign(id, body);

        assertEquals(200, post(headers("svix", id, now, signatures), body).status());
    }

    @Test
    void w1ABadSignatureIsRefusedAndNothingIsStored() {
        Reply reply = post(headers("svix", id, now, sign(id, body + " ")), body);

        assertEquals(400, reply.status(), reply.toString());
        assertEquals("signature_invalid", reply.code());
        assertEquals("0", stored());
    }

    @Test
    void w1AChangedBodyIsRefused() {
        Reply reply = post(headers("svix", id, now, sign(id, body)), body + "\n");

        assertEquals("signature_invalid", reply.code());
        assertEquals("0", stored());
    }

    @Test
    void w1AStampOutsideFiveMinutesIsRefusedBothWays() {
        for (int minutes : List.of(-6, 6)) {
            Instant at = Instant.now().plus(Duration.ofMinutes(minutes));
            String signature = WebhookSignature.sign(secret(), id, at.getEpochSecond(), utf8(body));

            Reply reply = post(headers("svix", id, at, signature), body);

            assertEquals(400, reply.status(), reply.toString());
            assertEquals("timestamp_out_of_tolerance", reply.code());
        }
        assertEquals("0", stored());
    }

    @Test
    void w1ABodyOverOneMebibyteIsTooLarge() {
        String large = "{\"type\":\"user.created\",\"x\":\"" + "x".repeat(1 << 20) + "\"}";

        Reply reply = post(headers("svix", id, now, sign(id, large)), large);

        assertEquals(413, reply.status(), reply.toString());
        assertEquals("0", stored());
    }

    @Test
    void w2AnAcceptedEventIsOnDiskAndTakesEffectOnce() {
        Map<String, String> headers = headers("svix", id, now, sign(id, body));

        Reply accepted = post(headers, body);
        assertEquals("1", stored());
        Reply again = post(headers, body);

        assertEquals("accepted", accepted.json().path("status").asText(), accepted.toString());
        assertEquals(200, again.status(), again.toString());
        assertEquals("duplicate", again.json().path("status").asText());
        assertEquals("1", stored());
        await().atMost(BOUND).until(() -> users().equals("1"));
    }

    @Test
    void w2AnEventAcceptedWhileIdentityIsDownIsAppliedLater() {
        stack.launcher().kill("identity");

        Reply accepted = post(headers("svix", id, now, sign(id, body)), body);

        assertEquals(200, accepted.status(), accepted.toString());
        assertEquals("1", stored());
        await().atMost(BOUND).until(() -> users().equals("1"));
    }

    @Test
    void w2AnEventAcceptedJustBeforeACrashIsThereAfterIt() {
        Reply accepted = post(headers("svix", id, now, sign(id, body)), body);
        stack.launcher().kill("webhook");

        assertEquals(200, accepted.status(), accepted.toString());
        await().atMost(BOUND).until(() -> users().equals("1"));
        await().atMost(BOUND).until(() -> stack.launcher().run("status").exitCode() == 0);
        Reply again = post(headers("svix", id, now, sign(id, body)), body);
        assertEquals("duplicate", again.json().path("status").asText(), again.toString());
    }

    @Test
    void anAuthenticBodyThatCannotBeUsedIsKeptAndAnswered() {
        String poison = "[]";

        Reply reply = post(headers("svix", id, now, sign(id, poison)), poison);

        assertEquals(200, reply.status(), reply.toString());
        assertEquals("dead", stack.inboxState(id));
    }

    private String stored() {
        return stack.value("SELECT count(*) FROM webhook.inbox WHERE message_id = ?", id);
    }

    private String users() {
        return stack.value("SELECT count(*) FROM identity.users WHERE clerk_id = ?", userId);
    }

    private Reply post(Map<String, String> headers, String body) {
        return stack.gateway().send("POST", PATH, headers, body);
    }

    private static Map<String, String> headers(
            String family, String id, Instant at, String signature) {
        return Map.of(
                family + "-id", id,
                family + "-timestamp", Long.toString(at.getEpochSecond()),
                family + "-signature", signature);
    }

    private String sign(String id, String body) {
        return WebhookSignature.sign(secret(), id, now.getEpochSecond(), utf8(body));
    }

    private byte[] secret() {
        Path file = stack.home().resolve("secrets/webhook.secret");
        try {
            return WebhookSignature.secret(Files.readString(file).strip());
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void otherMethodsAreRefusedAndNothingRedirects() {
        for (String method : List.of("GET", "PUT", "DELETE")) {
            Reply reply = stack.gateway().send(method, PATH, Map.of(), "");

            assertEquals(405, reply.status(), reply.toString());
            assertTrue(reply.header("Allow").orElse("").contains("POST"), reply.toString());
        }
    }
}
