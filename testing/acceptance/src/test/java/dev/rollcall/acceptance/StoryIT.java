package dev.rollcall.acceptance;

import static dev.rollcall.testing.Patience.BOUND;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.acceptance.Emulator.Person;
import dev.rollcall.testing.ClerkEvents;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Sign-up to dashboard, webhook to row to evidence: what {@code ./rollcall demo} plays. */
class StoryIT {

    private final RunningStack stack = RunningStack.get();

    @AfterEach
    void releaseWebhooks() {
        stack.clerk().switches(Map.of("hold", false));
    }

    @Test
    void thePersonIsThereBeforeTheWebhookAndTheWebhookTakesEffectOnce() {
        stack.clerk().switches(Map.of("hold", true));
        Person person = stack.newPerson();

        Reply first = stack.gateway().get("/api/auth/profile", person.token());
        assertEquals(200, first.status(), first.toString());
        assertEquals(person.userId(), first.json().at("/user/clerkId").asText());
        String messageId = stack.clerk().messageId(person.userId(), "user.created");
        assertEquals("no row", stack.inboxState(messageId));

        stack.clerk().switches(Map.of("hold", false));
        await().atMost(BOUND)
                .until(() -> !List.of("no row", "pending").contains(stack.inboxState(messageId)));
        assertEquals("active", stack.user(person, "sync_status"));

        String version = version(person);
        JsonNode duplicate = stack.clerk().resend(messageId);
        assertEquals(200, duplicate.path("status").asInt(), duplicate.toString());
        assertTrue(duplicate.toString().contains("duplicate"), duplicate.toString());
        assertEquals(version, version(person));

        String late =
                ClerkEvents.body("user.updated")
                        .replace("user_3jZQapSbKpCYgW3e56ue4XnhY01", person.userId())
                        .replaceAll("\"updated_at\": \\d+", "\"updated_at\": 1500000000000");
        assertEquals(200, stack.clerk().send(late).path("status").asInt());
        await().atMost(BOUND)
                .until(
                        () ->
                                stack.value(
                                                "SELECT count(*) FROM webhook.inbox WHERE subject = ?"
                                                        + " AND state = 'pending'",
                                                person.userId())
                                        .equals("0"));
        assertEquals(version, version(person));

        String admin = stack.clerk().token("ada");
        await().atMost(BOUND).until(() -> actions(admin, person).contains("user.created"));
        Reply sample = stack.gateway().get("/api/sample/me", person.token());
        assertEquals(200, sample.status(), sample.toString());
        assertTrue(sample.response().body().contains(person.userId()), sample.toString());
        assertFalse(actions(admin, person).contains("user.deleted"));
    }

    @Test
    void theDemoCommandPlaysItAgainAndAgain() {
        Launcher.Result first = stack.launcher().run("demo");
        Launcher.Result second = stack.launcher().run("demo");

        assertEquals(0, first.exitCode(), first.output());
        assertEquals(0, second.exitCode(), second.output());
    }

    private String version(Person person) {
        return stack.user(
                person,
                "concat_ws('/', version_updated_ms, version_observed_ms, version_hash, email,"
                        + " first_name, updated_at)");
    }

    private List<String> actions(String token, Person person) {
        Reply reply = stack.gateway().get("/api/admin/audit?subject=" + person.userId(), token);
        assertEquals(200, reply.status(), reply.toString());
        List<String> actions = new ArrayList<>();
        for (JsonNode row : reply.json().path("records")) {
            actions.add(row.path("action").asText());
        }
        return actions;
    }
}
