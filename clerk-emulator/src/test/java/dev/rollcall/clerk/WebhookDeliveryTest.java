package dev.rollcall.clerk;

import static dev.rollcall.testing.Patience.BOUND;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.clerk.WebhookReceiver.Received;
import dev.rollcall.clerk.json.Document;
import dev.rollcall.clerk.json.Json;
import dev.rollcall.testing.ClerkEvents;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(Lifecycle.PER_CLASS)
final class WebhookDeliveryTest {

    private final WebhookReceiver receiver;
    private final RunningEmulator emulator;

    WebhookDeliveryTest(@TempDir Path folder) throws IOException {
        receiver = new WebhookReceiver();
        emulator = RunningEmulator.sendingTo(receiver, folder);
    }

    @AfterEach
    void quiet() {
        receiver.answerWith(204);
        emulator.switches(
                "{\"hold\":false,\"drop\":false,\"duplicate\":0,\"shuffle\":false,\"delayMillis\":0}");
    }

    @AfterAll
    void stop() {
        emulator.close();
        receiver.close();
    }

    @Test
    void signsWhatItSends() {
        String userId = emulator.signUp("signed@example.com").text("userId");

        Received created = one(userId, "user.created");

        assertEquals(created.expectedSignature(), created.signature());
        assertTrue(created.id().startsWith("msg_"));
        assertTrue(created.agent().startsWith("Svix-Webhooks/"));
        assertEquals(Json.text(created.event()), created.body());
    }

    @Test
    void tellsOfASignUpWithTheUserAndTheSession() {
        Document made = emulator.signUp("both@example.com");

        Received user = one(made.text("userId"), "user.created");
        Received session = one(made.text("userId"), "session.created");

        assertEquals(made.text("userId"), user.event().object("data").id());
        assertEquals(made.text("sessionId"), session.event().object("data").id());
        assertEquals("event", user.event().text("object"));
        assertTrue(user.event().text("instance_id").startsWith("ins_"));
        assertTrue(user.event().number("timestamp") > 1_700_000_000_000L);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "user.created",
                "session.created",
                "organization.created",
                "organizationMembership.created"
            })
    void hasTheFieldsOfClerksOwnExample(String type) {
        Document example = Document.from(RunningEmulator.parse(ClerkEvents.body(type)));

        Document sent = firstOf(type);

        assertEquals(example.fields().keySet(), sorted(sent.fields().keySet()));
        assertEquals(
                sorted(example.object("data").fields().keySet()),
                sorted(sent.object("data").fields().keySet()));
    }

    @Test
    void showsAMembershipWithOrganizationAndMemberInside() {
        Document example =
                Document.from(
                                RunningEmulator.parse(
                                        ClerkEvents.body("organizationMembership.created")))
                        .object("data");

        Document sent = firstOf("organizationMembership.created").object("data");

        for (String part : List.of("organization", "public_user_data")) {
            assertEquals(
                    sorted(example.object(part).fields().keySet()),
                    sorted(sent.object(part).fields().keySet()));
        }
    }

    @Test
    void triesAgainAfterAFailureUnderTheSameId() {
        receiver.answerWith(500);
        String userId = emulator.signUp("again@example.com").text("userId");
        await().atMost(BOUND).until(() -> !receiver.about(userId, "user.created").isEmpty());

        receiver.answerWith(204);
        await().atMost(BOUND).until(() -> state(userId, "user.created").equals("delivered"));

        List<Received> attempts = receiver.about(userId, "user.created");
        assertEquals(1, attempts.stream().map(Received::id).distinct().count());
        assertEquals(500, attempts.getFirst().answer());
        assertEquals(204, attempts.getLast().answer());
        for (Received attempt : attempts) {
            assertEquals(attempt.expectedSignature(), attempt.signature());
        }
    }

    @Test
    void takesARedirectForAFailureAndDoesNotFollow() {
        receiver.answerWith(302);
        String userId = emulator.signUp("redirect@example.com").text("userId");

        await().atMost(BOUND).until(() -> receiver.about(userId, "user.created").size() >= 2);

        assertEquals("pending", state(userId, "user.created"));
    }

    @Test
    void holdsAndReleases() {
        emulator.switches("{\"hold\":true}");
        String userId = emulator.signUp("held@example.com").text("userId");
        assertEquals("held", state(userId, "user.created"));
        assertTrue(receiver.about(userId, "user.created").isEmpty());

        emulator.switches("{\"hold\":false}");

        one(userId, "user.created");
        one(userId, "session.created");
    }

    @Test
    void dropsForGood() {
        emulator.switches("{\"drop\":true}");
        String dropped = emulator.signUp("dropped@example.com").text("userId");
        emulator.switches("{\"drop\":false}");
        String sent = emulator.signUp("not-dropped@example.com").text("userId");

        one(sent, "session.created");

        assertEquals("dropped", state(dropped, "user.created"));
        assertTrue(receiver.about(dropped, "user.created").isEmpty());
    }

    @Test
    void duplicatesUnderTheSameId() {
        emulator.switches("{\"duplicate\":2}");
        String userId = emulator.signUp("thrice@example.com").text("userId");

        await().atMost(BOUND).until(() -> receiver.about(userId, "user.created").size() == 3);

        List<Received> copies = receiver.about(userId, "user.created");
        assertEquals(1, copies.stream().map(Received::id).distinct().count());
    }

    @Test
    void delaysAndShufflesWithoutLosingAny() {
        emulator.switches("{\"delayMillis\":50,\"shuffle\":true}");
        List<String> users =
                List.of("a", "b", "c", "d").stream()
                        .map(it -> emulator.signUp(it + "-shuffled@example.com").text("userId"))
                        .toList();

        for (String userId : users) {
            one(userId, "user.created");
            one(userId, "session.created");
        }
    }

    @Test
    void resendsUnderTheOldIdWithANewSignature() {
        String userId = emulator.signUp("resent@example.com").text("userId");
        String id = one(userId, "user.created").id();

        Document answer = emulator.emulator("POST", "webhooks/" + id + "/resend", "").json();

        assertEquals(204, answer.number("status"));
        Received second = receiver.about(userId, "user.created").getLast();
        assertEquals(2, receiver.about(userId, "user.created").size());
        assertEquals(id, second.id());
        assertEquals(second.expectedSignature(), second.signature());
    }

    @Test
    void sendsTheVeryBytesItIsGiven() {
        Document request =
                Document.of("id", "msg_of_mine", "payload", "{ \"type\" : \"made.up\" , \"é\":1}");

        Document answer = emulator.emulator("POST", "webhooks/send", Json.text(request)).json();

        assertEquals(204, answer.number("status"));
        Received received =
                receiver.received().stream()
                        .filter(it -> it.id().equals("msg_of_mine"))
                        .findFirst()
                        .orElseThrow();
        assertEquals(request.text("payload"), received.body());
        assertEquals(received.expectedSignature(), received.signature());
    }

    @Test
    void tellsOfADeletedUserByIdOnly() {
        String userId = emulator.signUp("gone@example.com").text("userId");
        emulator.api("DELETE", "/v1/users/" + userId, "");

        Document data = one(userId, "user.deleted").event().object("data");

        assertEquals(Set.of("id", "object", "deleted"), data.fields().keySet());
        assertTrue(data.flag("deleted"));
    }

    @Test
    void tellsOfAPendingSession() {
        Document made =
                emulator.emulator(
                                "POST",
                                "sign-ups",
                                "{\"email\":\"tasks@example.com\",\"pending\":true}")
                        .json();

        Document session = one(made.text("userId"), "session.pending").event().object("data");

        assertEquals("pending", session.text("status"));
        assertTrue(receiver.about(made.text("userId"), "session.created").isEmpty());
    }

    @Test
    void revokesTheSessionsOfABannedUser() {
        Document made = emulator.signUp("banned@example.com");
        emulator.post("/v1/users/" + made.text("userId") + "/ban", "");

        Document user = one(made.text("userId"), "user.updated").event().object("data");
        Document session = one(made.text("userId"), "session.revoked").event().object("data");

        assertTrue(user.flag("banned"));
        assertEquals(made.text("sessionId"), session.id());
        assertEquals("revoked", session.text("status"));
        assertFalse(
                emulator.get("/v1/sessions/" + session.id())
                        .json()
                        .text("status")
                        .equals("active"));
    }

    private Received one(String userId, String type) {
        await().atMost(BOUND).until(() -> receiver.about(userId, type).size() == 1);
        return receiver.about(userId, type).getFirst();
    }

    private Document firstOf(String type) {
        await().atMost(BOUND)
                .until(() -> receiver.received().stream().anyMatch(it -> it.type().equals(type)));
        return receiver.received().stream()
                .filter(it -> it.type().equals(type))
                .findFirst()
                .orElseThrow()
                .event();
    }

    private String state(String userId, String type) {
        return emulator.messages(userId).stream()
                .filter(it -> it.text("type").equals(type))
                .findFirst()
                .orElseThrow()
                .text("state");
    }

    private static Set<String> sorted(Set<String> names) {
        return new TreeSet<>(names);
    }
}
