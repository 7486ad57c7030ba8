package dev.rollcall.acceptance;

import static dev.rollcall.testing.Patience.BOUND;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.contracts.token.ServiceName;
import dev.rollcall.contracts.token.ServiceTokens;
import dev.rollcall.contracts.webhook.WebhookSignature;
import dev.rollcall.testing.ClerkEvents;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** W9, and what erasing a person leaves in the inbox. */
class EventRetentionIT {

    private static final String EVENTS = "/api/admin/webhooks/events/";
    private static final String RUNS = "/api/admin/webhooks/retention-runs";
    private static final String EXAMPLE_USER = "user_3jZQapSbKpCYgW3e56ue4XnhY01";

    private final RunningStack stack = RunningStack.get();
    private final String id = "msg_" + UUID.randomUUID().toString().replace("-", "");
    private final String userId = "user_" + UUID.randomUUID().toString().replace("-", "");
    private final String body = ClerkEvents.body("user.created").replace(EXAMPLE_USER, userId);

    @Test
    void w9AnOldPayloadGoesAndWhatWasSeenStaysKnown() {
        receive();
        makeOld();

        Reply dry = stack.gateway().post(RUNS, ada(), "{\"dryRun\":true}");
        assertTrue(dry.json().path("events").asLong() > 0, dry.toString());
        assertEquals("applied", state());
        Reply run = stack.gateway().post(RUNS, ada(), "{\"dryRun\":false}");

        assertEquals(200, run.status(), run.toString());
        assertEquals("no row", state());
        assertEquals(404, stack.gateway().get(EVENTS + id, ada()).status());
        assertEquals("1", users());
        JsonNode again = send().json();
        assertEquals("duplicate", again.path("status").asText(), again.toString());
        assertEquals("no row", state());
        JsonNode runs = stack.gateway().get(RUNS, ada()).json().path("runs");
        assertEquals(run.json().path("id").asText(), runs.path(0).path("id").asText());
        assertEquals(dry.json().path("id").asText(), runs.path(1).path("id").asText());
    }

    @Test
    void anErasedPersonsPayloadGoesAndTheFactStays() {
        receive();

        assertEquals(1, erase());
        assertEquals("applied", state());
        assertEquals("null", value("payload"));
        assertEquals("null", value("subject"));
        assertEquals("user.created", value("type"));
        Reply reveal = stack.gateway().post(EVENTS + id + "/reveal", ada(), "");
        assertEquals("event_erased", reveal.code(), reveal.toString());
    }

    /** As audit-service does it: call after call until one has come to the end of the inbox. */
    private int erase() {
        int found = 0;
        String after = "";
        do {
            Reply part =
                    new Door(webhookUrl())
                            .send(
                                    "POST",
                                    "/internal/erasures",
                                    Map.of("Authorization", "Bearer " + auditToken()),
                                    "{\"userId\":\"%s\",\"emails\":[]%s}".formatted(userId, after));
            assertEquals(200, part.status(), part.toString());
            found += part.json().path("found").asInt();
            String place = part.json().path("after").asText();
            after = place.isEmpty() ? "" : ",\"after\":\"%s\"".formatted(place);
        } while (!after.isEmpty());
        return found;
    }

    private void receive() {
        assertEquals(200, send().status());
        await().atMost(BOUND).until(() -> state().equals("applied"));
    }

    private Reply send() {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        byte[] secret = WebhookSignature.secret(stack.secrets().webhookSecret());
        long seconds = Instant.now().getEpochSecond();
        Map<String, String> headers =
                Map.of(
                        "svix-id", id,
                        "svix-timestamp", Long.toString(seconds),
                        "svix-signature", WebhookSignature.sign(secret, id, seconds, bytes));
        return stack.gateway().send("POST", "/api/webhooks/clerk", headers, body);
    }

    /** As if it had come a hundred days ago. */
    private void makeOld() {
        stack.value(
                "SELECT webhook.make_inbox_partition(CAST(now() - interval '100 days' AS date))");
        for (String table : new String[] {"inbox", "received_messages"}) {
            String moved =
                    stack.value(
                            "UPDATE webhook."
                                    + table
                                    + " SET received_at = received_at - interval '100 days'"
                                    + " WHERE message_id = ? RETURNING message_id",
                            id);
            assertEquals(id, moved);
        }
    }

    private String state() {
        return value("state");
    }

    private String value(String column) {
        return stack.value("SELECT " + column + " FROM webhook.inbox WHERE message_id = ?", id);
    }

    private String users() {
        return stack.value("SELECT count(*) FROM identity.users WHERE clerk_id = ?", userId);
    }

    private String ada() {
        return stack.clerk().token("ada");
    }

    private String auditToken() {
        return new ServiceTokens.Signer(
                        ServiceName.AUDIT, stack.secrets().privateKey("audit.1"), Clock.systemUTC())
                .sign("webhook");
    }

    private String webhookUrl() {
        for (JsonNode process : stack.launcher().status().path("processes")) {
            if (process.path("name").asText().equals("webhook")) {
                return "http://127.0.0.1:" + process.path("port").asInt();
            }
        }
        throw new AssertionError("webhook-service is not running");
    }
}
