package dev.rollcall.acceptance;

import static dev.rollcall.testing.Patience.BOUND;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.acceptance.Emulator.Person;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** W7: an operator follows an event through the house and has it delivered again. */
class WebhookAdminIT {

    private static final String EVENTS = "/api/admin/webhooks/events";
    private static final String REPLAYS = "/api/admin/webhooks/replays";

    private final RunningStack stack = RunningStack.get();
    private final Person person = stack.newPerson();

    @ParameterizedTest
    @ValueSource(strings = {EVENTS, EVENTS + "/msg_1", REPLAYS, "/api/admin/webhooks/refusals"})
    void nobodyElseSeesThem(String path) {
        assertEquals("session_missing", stack.gateway().get(path, null).code());
        assertEquals("role_required", stack.gateway().get(path, person.token()).code());
    }

    @Test
    void anEventIsFollowedFromClerkToItsRow() {
        String id = created();
        JsonNode event = applied(id);

        Reply listed = get(EVENTS + "?type=user.created&subject=" + person.userId());

        assertEquals(id, listed.json().path("events").path(0).path("messageId").asText());
        JsonNode attempt = step(event, "attempted");
        assertEquals("applied", attempt.path("outcome").asText(), event.toString());
        JsonNode effect = attempt.path("effect");
        assertEquals("user", effect.path("kind").asText(), event.toString());
        assertEquals(stack.user(person, "id"), effect.path("id").asText());
        assertTrue(effect.path("versionAfter").asLong() > 0, event.toString());
        assertFalse(step(event, "occurred").isMissingNode(), event.toString());
        assertFalse(step(event, "committed").isMissingNode(), event.toString());
    }

    @Test
    void aPayloadIsMaskedUntilItIsRevealedAndThatIsOnRecord() {
        String id = created();
        String email = stack.user(person, "email");
        await().atMost(BOUND).until(() -> stack.user(person, "sync_status").equals("active"));

        Reply masked = get(EVENTS + '/' + id);
        Reply revealed = post(EVENTS + '/' + id + "/reveal", "");

        assertTrue(masked.json().path("payload").asText().contains("email_address"));
        assertFalse(masked.response().body().contains("@example.com"), masked.toString());
        assertEquals(200, revealed.status(), revealed.toString());
        assertTrue(revealed.json().path("text").asText().contains("@example.com"), email);
        Reply trail = get("/api/admin/audit?limit=200&subject=" + person.userId());
        assertTrue(trail.response().body().contains("webhook.revealed"), trail.toString());
    }

    @Test
    void w7AnEventIsDeliveredAgainAndHasNoSecondEffect() {
        String id = created();
        applied(id);
        String one = "{\"kind\":\"one\",\"messageId\":\"" + id + "\",\"dryRun\":";

        int before = attempts(get(EVENTS + '/' + id).json());
        Reply dry = post(REPLAYS, one + "true}");
        Reply started = post(REPLAYS, one + "false}");

        assertEquals(1, dry.json().path("total").asInt(), dry.toString());
        assertEquals(202, started.status(), started.toString());
        await().atMost(BOUND).until(() -> attempts(get(EVENTS + '/' + id).json()) > before);
        JsonNode event = applied(id);
        assertEquals("applied", event.path("event").path("state").asText(), event.toString());
        String replay = REPLAYS + '/' + started.json().path("id").asText();
        assertEquals("done", get(replay).json().path("state").asText());
    }

    private String created() {
        await().atMost(BOUND)
                .ignoreExceptionsMatching(missing -> missing instanceof AssertionError)
                .until(() -> !stack.clerk().messageId(person.userId(), "user.created").isEmpty());
        String id = stack.clerk().messageId(person.userId(), "user.created");
        await().atMost(BOUND).until(() -> get(EVENTS + '/' + id).status() == 200);
        return id;
    }

    private JsonNode applied(String id) {
        await().atMost(BOUND)
                .until(
                        () ->
                                get(EVENTS + '/' + id)
                                        .json()
                                        .path("event")
                                        .path("state")
                                        .asText()
                                        .equals("applied"));
        return get(EVENTS + '/' + id).json();
    }

    /** The last of this name: an attempt may have been postponed before. */
    private static JsonNode step(JsonNode event, String name) {
        JsonNode found = event.path("no such step");
        for (JsonNode step : event.path("timeline")) {
            if (step.path("step").asText().equals(name)) {
                found = step;
            }
        }
        return found;
    }

    private static int attempts(JsonNode event) {
        int attempts = 0;
        for (JsonNode step : event.path("timeline")) {
            attempts += step.path("step").asText().equals("attempted") ? 1 : 0;
        }
        return attempts;
    }

    private Reply get(String path) {
        return stack.gateway().get(path, stack.clerk().token("ada"));
    }

    private Reply post(String path, String json) {
        return stack.gateway().post(path, stack.clerk().token("ada"), json);
    }
}
