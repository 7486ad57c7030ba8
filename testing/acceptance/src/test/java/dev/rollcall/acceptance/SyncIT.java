package dev.rollcall.acceptance;

import static dev.rollcall.testing.Patience.BOUND;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.acceptance.Emulator.Person;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * S2, S4, S6 and S8: what a request brings, what it costs, and what happens when parts are away
 * (identity-service: TwoGatewaysIT).
 */
class SyncIT {

    private static final String PROFILE = "/api/auth/profile";

    private final RunningStack stack = RunningStack.get();

    @AfterEach
    void everythingAnswersAgain() {
        stack.clerk().switches(Map.of("hold", false, "apiOutage", false));
        await().atMost(BOUND).until(() -> stack.launcher().run("status").exitCode() == 0);
    }

    @Test
    void s2ATokenThatSaysSomethingNewIsSeenAtOnce() {
        Person person = stack.newPerson();
        stack.gateway().get(PROFILE, person.token());
        stack.clerk().switches(Map.of("apiOutage", true));

        // later than what the mirror has seen, also where iat is in whole seconds
        long later = Instant.now().getEpochSecond() + 2;
        Map<String, Object> claims = Map.of("first_name", "Married", "iat", later);
        String token = stack.clerk().token(person.userId(), claims);
        Reply reply = stack.gateway().get(PROFILE, token);

        assertEquals("Married", reply.json().at("/user/firstName").asText(), reply.toString());
    }

    @Test
    void s2NothingIsWrittenWhenNothingDiffers() {
        Person person = stack.newPerson();
        stack.gateway().get(PROFILE, person.token());
        await().atMost(BOUND).until(() -> stack.isDelivered(person));
        String before = stack.user(person, "xmin");

        for (int i = 0; i < 5; i++) {
            String token = stack.clerk().token(person.userId(), Map.of("round", i));
            assertEquals(200, stack.gateway().get(PROFILE, token).status());
        }

        assertEquals(before, stack.user(person, "xmin"));
    }

    @Test
    void s2TheBackEndReceivesTheLocalUser() {
        Person person = stack.newPerson();

        Reply reply = stack.gateway().get("/api/sample/me", person.token());

        assertEquals(200, reply.status(), reply.toString());
        JsonNode user = reply.json().path("user");
        assertEquals(stack.user(person, "id"), user.path("id").asText());
        assertEquals(stack.user(person, "email"), user.path("email").asText());
        assertEquals(person.userId(), user.path("clerkId").asText());
        assertEquals("member", user.path("role").asText());
        assertEquals("active", user.path("syncStatus").asText());
    }

    @Test
    void s4TheTokensOwnClaimsServeWhileClerkIsAway() {
        stack.clerk().switches(Map.of("hold", true));
        Person person = stack.newPerson();
        stack.clerk().switches(Map.of("apiOutage", true));
        String token =
                stack.clerk()
                        .token(
                                person.userId(),
                                Map.of("email", "claimed@example.com", "first_name", "Claimed"));

        Reply reply = stack.gateway().get(PROFILE, token);

        assertEquals(200, reply.status(), reply.toString());
        assertEquals("claimed@example.com", reply.json().at("/user/email").asText());
        assertEquals("Claimed", reply.json().at("/user/firstName").asText());
        assertEquals("pending", reply.json().at("/user/syncStatus").asText());
    }

    @Test
    void s4WithoutClaimsTheDetailsComeFromClerk() {
        stack.clerk().switches(Map.of("hold", true));
        Person person = stack.newPerson();

        Reply reply = stack.gateway().get(PROFILE, defaultToken(person));

        assertEquals(200, reply.status(), reply.toString());
        assertNotEquals("", reply.json().at("/user/email").asText());
        assertEquals("active", reply.json().at("/user/syncStatus").asText());
    }

    @Test
    void s6AcrossARestartOfTheDatabaseThereIsNoOtherErrorThan503() {
        List<Reply> replies = new ArrayList<>();
        Person stranger = stack.newPerson();

        stack.launcher().kill("postgres");
        await().atMost(BOUND)
                .pollInterval(Duration.ofMillis(50))
                .until(
                        () -> {
                            replies.add(stack.gateway().get(PROFILE, stranger.token()));
                            return replies.getLast().status() == 200;
                        });

        Set<Integer> statuses = replies.stream().map(Reply::status).collect(Collectors.toSet());
        assertTrue(Set.of(200, 503).containsAll(statuses), statuses.toString());
        replies.stream().filter(reply -> reply.status() == 503).forEach(SyncIT::assertUnavailable);
    }

    @Test
    void s6ToSyncNowWithoutClerkIs503() {
        Person person = stack.newPerson();
        stack.gateway().get(PROFILE, person.token());
        stack.clerk().switches(Map.of("apiOutage", true));

        assertUnavailable(stack.gateway().post("/api/auth/sync-user", person.token(), ""));
    }

    @Test
    void s8WithClerksDefaultTokenTheRoleComesFromTheMirror() {
        Person officer = stack.clerk().signUp(stack.newAddress(), Map.of("role", "compliance"));

        Reply reply = stack.gateway().get(PROFILE, defaultToken(officer));

        assertEquals(200, reply.status(), reply.toString());
        assertEquals("compliance", reply.json().path("role").asText());
    }

    /** Without any of the claims that Clerk adds only when told to. */
    private String defaultToken(Person person) {
        Map<String, @Nullable Object> claims = new HashMap<>();
        for (String claim :
                List.of("metadata", "email", "first_name", "last_name", "username", "image_url")) {
            claims.put(claim, null);
        }
        return stack.clerk().token(person.userId(), claims);
    }

    private static void assertUnavailable(Reply reply) {
        assertEquals(503, reply.status(), reply.toString());
        assertTrue(reply.header("Retry-After").isPresent(), reply.toString());
        assertTrue(reply.json().hasNonNull("requestId"), reply.toString());
        assertEquals("application/problem+json", reply.header("Content-Type").orElse(""));
    }
}
