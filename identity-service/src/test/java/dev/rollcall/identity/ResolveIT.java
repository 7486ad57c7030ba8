package dev.rollcall.identity;

import static dev.rollcall.testing.Patience.BOUND;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.contracts.id.ClerkUserId;
import dev.rollcall.contracts.personal.PersonName;
import dev.rollcall.contracts.resolve.ResolveRequest;
import dev.rollcall.contracts.resolve.ResolveResponse;
import dev.rollcall.contracts.resolve.TokenClaims;
import dev.rollcall.contracts.token.CallerTable;
import dev.rollcall.contracts.token.ServiceName;
import dev.rollcall.testing.ClerkEvents;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import io.micronaut.http.client.exceptions.HttpClientResponseException;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.serde.ObjectMapper;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResolveIT {

    private static final String ADA = "user_3jZQapSbKpCYgW3e56ue4XnhY01";

    private final RunningIdentity identity = new RunningIdentity(Map.of());

    @AfterEach
    void stop() {
        identity.close();
    }

    @Test
    void somebodyNewIsFetchedFromClerk() {
        identity.clerk.answer(asked -> clerkUser("user.created"));

        ResolveResponse response = identity.resolve(ADA, null, false);

        assertEquals("active", response.user().syncStatus());
        assertEquals("ada@example.com", Objects.requireNonNull(response.user().email()).value());
        assertEquals("member", response.effectiveRole());
        assertEquals(1, response.orgs().size());
    }

    @Test
    void whileClerkIsAwaySomebodyNewIsPendingAndHealedLater() {
        identity.clerk.answer(asked -> new WireServer.Answer(503, "{}"));

        ResolveResponse response = identity.resolve(ADA, null, false);
        identity.clerk.answer(asked -> clerkUser("user.created"));

        assertEquals("pending", response.user().syncStatus());
        await().atMost(BOUND)
                .until(
                        () ->
                                identity.resolve(ADA, null, false)
                                        .user()
                                        .syncStatus()
                                        .equals("active"));
    }

    @Test
    void somebodyWhomClerkDoesNotKnowYetIsPending() {
        ResolveResponse response = identity.resolve(ADA, null, false);

        assertEquals("pending", response.user().syncStatus());
    }

    @Test
    void whileClerkIsSilentSomebodyNewDoesNotWaitForIt() throws InterruptedException {
        CountDownLatch silence = new CountDownLatch(1);
        try (RunningIdentity patient =
                new RunningIdentity(Map.of("rollcall.sync.patience", "900ms"))) {
            patient.clerk.answer(
                    asked -> {
                        await().forever().until(() -> silence.getCount() == 0);
                        return clerkUser("user.created");
                    });

            ResolveResponse response = patient.resolve(ADA, null, false);
            silence.countDown();

            assertEquals("pending", response.user().syncStatus());
            await().atMost(BOUND).until(() -> isActive(patient));
        }
    }

    @Test
    void somebodyWhomClerkKeepsNotKnowingIsAskedForLessAndLess() {
        identity.resolve(ADA, null, false);
        identity.execute("UPDATE identity.users SET created_at = created_at - interval '1 hour'");

        await().atMost(BOUND)
                .until(
                        () -> {
                            identity.execute("UPDATE identity.users SET next_sync_at = now()");
                            String attempts =
                                    identity.value("SELECT sync_attempts FROM identity.users");
                            return Integer.parseInt(attempts) > 3;
                        });
    }

    @Test
    void aTokenIssuedAfterAnAbsenceAsksAgain() {
        identity.apply("msg_1", "user.created", ClerkEvents.body("user.created"));
        identity.execute("UPDATE identity.users SET created_at = created_at - interval '1 hour'");
        assertThrows(HttpClientResponseException.class, () -> identity.resolve(ADA, null, true));
        assertRefused();

        identity.clerk.answer(asked -> clerkUser("user.created"));

        await().atMost(BOUND).ignoreExceptions().until(() -> isActive(identity));
    }

    @Test
    void aTokenIssuedBeforeAnAbsenceDoesNotAsk() {
        identity.apply("msg_1", "user.created", ClerkEvents.body("user.created"));
        identity.execute("UPDATE identity.users SET absent_at = now()");

        assertThrows(
                HttpClientResponseException.class,
                () -> identity.resolve(ADA, null, false, Instant.now().minusSeconds(30)));

        assertEquals(0, identity.clerk.count());
    }

    @Test
    void somebodyKnownCostsNoCallToClerk() {
        identity.apply("msg_1", "user.created", ClerkEvents.body("user.created"));

        identity.resolve(ADA, null, false);

        assertEquals(0, identity.clerk.count());
    }

    @Test
    void twoHundredFirstRequestsMakeOneRow() throws InterruptedException, ExecutionException {
        identity.clerk.answer(asked -> clerkUser("user.created"));
        List<Future<ResolveResponse>> answers = new ArrayList<>();

        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 200; i++) {
                answers.add(threads.submit(() -> identity.resolve(ADA, null, false)));
            }
        }

        for (Future<ResolveResponse> answer : answers) {
            assertEquals("active", answer.get().user().syncStatus());
        }
        assertEquals("1", identity.value("SELECT count(*) FROM identity.users"));
        assertEquals("1", identity.value("SELECT count(*) FROM identity.orgs"));
    }

    @Test
    void aHigherRoleInTheTokenCountsOnceClerkConfirmsIt() {
        identity.apply("msg_1", "user.created", ClerkEvents.body("user.created"));
        identity.clerk.answer(
                asked -> {
                    WireServer.Answer answer = clerkUser("user.updated");
                    String promoted =
                            answer.json()
                                    .replaceFirst(
                                            "\"public_metadata\":\\{[^}]*}",
                                            "\"public_metadata\":{\"role\":\"admin\"}");
                    return new WireServer.Answer(200, promoted);
                });

        assertEquals("admin", identity.resolve(ADA, "admin", false).effectiveRole());
    }

    @Test
    void aHigherRoleThatClerkContradictsIsAskedOnce() {
        identity.apply("msg_1", "user.created", ClerkEvents.body("user.created"));
        identity.clerk.answer(asked -> clerkUser("user.created"));

        String first = identity.resolve(ADA, "admin", false).effectiveRole();
        int asked = identity.clerk.count();
        String second = identity.resolve(ADA, "admin", false).effectiveRole();

        assertEquals("member", first);
        assertEquals("member", second);
        assertEquals(asked, identity.clerk.count());
    }

    @Test
    void whatClerkContradictedForOneTokenIsNotAskedForTheNext() {
        identity.apply("msg_1", "user.created", ClerkEvents.body("user.created"));
        identity.clerk.answer(asked -> clerkUser("user.created"));

        identity.resolve(ADA, "admin", false, Instant.now().minusSeconds(30));
        int asked = identity.clerk.count();
        String next = identity.resolve(ADA, "admin", false).effectiveRole();

        assertEquals("member", next);
        assertEquals(asked, identity.clerk.count());
    }

    @Test
    void withoutASecretKeyNobodyContradictsAToken() {
        try (RunningIdentity keyless =
                new RunningIdentity(
                        Map.of(
                                "rollcall.clerk.secret-key",
                                "",
                                "rollcall.clerk.trust-token-role",
                                true))) {
            keyless.apply("msg_1", "user.created", ClerkEvents.body("user.created"));

            keyless.resolve(ADA, "admin", true);

            assertEquals("admin", keyless.resolve(ADA, "admin", false).effectiveRole());
        }
    }

    @Test
    void aHigherRoleThatNobodyCanConfirmIsRefusedForNow() {
        identity.apply("msg_1", "user.created", ClerkEvents.body("user.created"));
        identity.clerk.answer(asked -> new WireServer.Answer(500, "{}"));

        HttpClientResponseException refused =
                assertThrows(
                        HttpClientResponseException.class,
                        () -> identity.resolve(ADA, "admin", false));

        assertEquals(503, refused.getStatus().getCode());
        assertTrue(refused.getResponse().getHeaders().contains("Retry-After"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\u0000", "\\ud800", "xxxxxxxxxx"})
    void aClaimThatCannotBeKeptSaysNothing(String character) throws IOException {
        identity.apply("msg_1", "user.created", ClerkEvents.body("user.created"));
        PersonName name = new PersonName("PLACEHOLDER");
        TokenClaims claims =
                new TokenClaims(Instant.now(), null, name, null, null, null, null, null, null);
        String body =
                identity.bean(ObjectMapper.class)
                        .writeValueAsString(
                                new ResolveRequest(new ClerkUserId(ADA), claims, false));

        ResolveResponse answer =
                identity.http()
                        .retrieve(
                                HttpRequest.POST(
                                                CallerTable.RESOLVE,
                                                body.replace("PLACEHOLDER", character.repeat(1000)))
                                        .contentType(MediaType.APPLICATION_JSON_TYPE)
                                        .bearerAuth(identity.token(ServiceName.GATEWAY)),
                                ResolveResponse.class);

        assertEquals("Ada", Objects.requireNonNull(answer.user().firstName()).value());
    }

    @Test
    void aBannedPersonIsRefused() {
        identity.apply("msg_1", "user.updated", ClerkEvents.body("user.updated.banned"));

        assertRefused();
    }

    @Test
    void aDeletedPersonIsRefused() {
        identity.apply("msg_1", "user.deleted", ClerkEvents.body("user.deleted"));

        assertRefused();
    }

    private static boolean isActive(RunningIdentity asked) {
        return asked.resolve(ADA, null, false).user().syncStatus().equals("active");
    }

    private void assertRefused() {
        HttpClientResponseException refused =
                assertThrows(
                        HttpClientResponseException.class,
                        () -> identity.resolve(ADA, null, false));

        assertEquals(403, refused.getStatus().getCode());
        assertTrue(
                refused.getResponse()
                        .getBody(String.class)
                        .orElseThrow()
                        .contains("user_disabled"));
    }

    private static WireServer.Answer clerkUser(String example) {
        try {
            ObjectMapper json = ObjectMapper.getDefault();
            JsonNode event =
                    Objects.requireNonNull(
                            json.readValue(ClerkEvents.body(example), JsonNode.class));
            return new WireServer.Answer(
                    200, json.writeValueAsString(Objects.requireNonNull(event.get("data"))));
        } catch (IOException notJson) {
            throw new IllegalStateException(notJson);
        }
    }
}
