package dev.rollcall.acceptance;

import static dev.rollcall.testing.Patience.BOUND;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.testing.ClerkEvents;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** W3, W4 and W5: every type, every order, everything together or not at all. */
class MirrorIT {

    private final RunningStack stack = RunningStack.get();
    private final String userId = "user_" + UUID.randomUUID().toString().replace("-", "");

    @Test
    void w3EveryTypeIsKeptAndAcknowledgedAlsoOneThatDoesNotExistYet() {
        for (Map.Entry<String, String> example : ClerkEvents.all().entrySet()) {
            JsonNode sent = stack.clerk().send(example.getValue());

            assertEquals(200, sent.path("status").asInt(), example.getKey() + ": " + sent);
            String id = sent.path("id").asText();
            await(example.getKey()).atMost(BOUND).until(() -> settled(id));
        }
        JsonNode unknown = stack.clerk().send("{\"type\":\"galaxy.created\",\"data\":{}}");
        await().atMost(BOUND)
                .until(() -> stack.inboxState(unknown.path("id").asText()).equals("ignored"));
    }

    @Test
    void w4TheLastWordWinsInWhateverOrderItComes() {
        long start = Instant.now().minusSeconds(60).toEpochMilli();
        List<String> events = new ArrayList<>();
        events.add(UserEvents.body("user.created", userId, start, "V0"));
        for (int version = 1; version <= 8; version++) {
            events.add(
                    UserEvents.body(
                            "user.updated", userId, start + 1000L * version, "V" + version));
        }
        List<String> thrice =
                new ArrayList<>(
                        Collections.nCopies(3, events).stream().flatMap(List::stream).toList());
        Collections.shuffle(thrice, new Random(start));

        thrice.forEach(this::sendAndApply);

        assertEquals("V8", mirrored("first_name"));
        assertEquals("1", mirrored("count(*)"));
    }

    @Test
    void w4ALateUpdateBringsNobodyBack() {
        long start = Instant.now().minusSeconds(60).toEpochMilli();
        sendAndApply(UserEvents.body("user.created", userId, start, "Gone"));

        sendAndApply(
                """
                {"type":"user.deleted","object":"event","timestamp":%d,
                 "data":{"id":"%s","object":"user","deleted":true}}"""
                        .formatted(start + 1000, userId));
        sendAndApply(UserEvents.body("user.updated", userId, start + 2000, "Back"));

        assertEquals("0", mirrored("count(*)"));
    }

    @Test
    void w5APersonComesWithOrganisationOwnerRoleAndRecord() {
        sendAndApply(
                UserEvents.body("user.created", userId, Instant.now().toEpochMilli(), "Whole"));

        assertEquals(
                "local/Personal/admin/true",
                stack.value(
                        """
                        SELECT o.origin || '/' || o.name || '/' || m.role || '/'
                               || (o.owner_id = u.id)
                          FROM identity.users u
                          JOIN identity.memberships m ON m.user_id = u.id
                          JOIN identity.orgs o ON o.id = m.org_id
                         WHERE u.clerk_id = ?
                        """,
                        userId));
        await().atMost(BOUND).until(() -> trail().contains("user.created"));
        assertTrue(trail().contains("default_org.created"), trail());
    }

    private String trail() {
        return stack.gateway()
                .get("/api/admin/audit?subject=" + userId, stack.clerk().token("ada"))
                .response()
                .body();
    }

    private void sendAndApply(String payload) {
        JsonNode sent = stack.clerk().send(payload);
        assertEquals(200, sent.path("status").asInt(), sent.toString());
        String id = sent.path("id").asText();
        await().atMost(BOUND).pollInterval(Duration.ofMillis(20)).until(() -> settled(id));
    }

    /** What is older than the row ends as ignored. */
    private boolean settled(String messageId) {
        return List.of("applied", "ignored").contains(stack.inboxState(messageId));
    }

    private String mirrored(String column) {
        return stack.value("SELECT " + column + " FROM identity.users WHERE clerk_id = ?", userId);
    }
}
