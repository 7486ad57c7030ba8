package dev.rollcall.acceptance;

import static dev.rollcall.testing.Patience.BOUND;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.acceptance.Emulator.Person;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A5: what Clerk takes back is refused at two gateways though the token is still valid. */
class RevocationIT {

    private static final String PROFILE = "/api/auth/profile";
    private static final String ADMIN = "/api/admin/users?limit=1";

    private static final RunningStack STACK = RunningStack.get();
    private static final SecondCopy SECOND = SecondCopy.gateway(STACK);
    private static final List<Door> DOORS = List.of(STACK.gateway(), SECOND.door());
    private static final RevocationWatch WATCH = new RevocationWatch(STACK, DOORS);

    @AfterAll
    static void stop() {
        SECOND.close();
    }

    @Test
    void a5ARevokedSession() {
        Person person = knownPerson();

        assertRefused(
                "session revoked",
                person,
                () -> backend("POST", "/v1/sessions/" + person.sessionId() + "/revoke", ""),
                List.of("session_revoked"));
        assertPassesAgain(person);
    }

    @ParameterizedTest
    @ValueSource(strings = {"end", "remove"})
    void a5ASessionThatItsOwnerLeft(String how) {
        Person person = knownPerson();

        assertRefused(
                "session " + how,
                person,
                () -> STACK.clerk().signOut(person, how, STACK.clerkSecretKey()),
                List.of("session_revoked"));
        assertPassesAgain(person);
    }

    @Test
    void a5ABannedUserUntilTheBanIsLifted() {
        Person person = knownPerson();
        String user = "/v1/users/" + person.userId();

        assertRefused(
                "user banned",
                person,
                () -> backend("POST", user + "/ban", ""),
                List.of("user_disabled", "session_revoked"));

        backend("POST", user + "/unban", "");
        assertPassesAgain(person);
    }

    @Test
    void a5ADeletedUser() {
        Person person = knownPerson();

        assertRefused(
                "user deleted",
                person,
                () -> backend("DELETE", "/v1/users/" + person.userId(), ""),
                List.of("user_disabled", "session_revoked"));
    }

    @Test
    void a5ARemovedMembershipUntilTheTokenIsFetchedAnew() {
        Person person = knownPerson();
        String org = newOrg();
        String token = memberToken(org, person, "member");

        assertMembershipRefused(
                "membership removed",
                person,
                token,
                () -> backend("DELETE", membership(org, person), ""));

        assertPassesAgain(person);
    }

    @Test
    void a5ALoweredRoleInAnOrganisationUntilTheTokenIsFetchedAnew() {
        Person person = knownPerson();
        String org = newOrg();
        String token = memberToken(org, person, "admin");

        assertMembershipRefused(
                "role in an organisation lowered",
                person,
                token,
                () -> backend("PATCH", membership(org, person), "{\"role\":\"org:member\"}"));

        awaitAll(
                door ->
                        roleIn(org, door, STACK.clerk().tokenIn(org, person.userId()))
                                .equals("member"));
    }

    @Test
    void a5ALoweredRoleInTheApplication() {
        Person person = STACK.clerk().signUp(STACK.newAddress(), Map.of("role", "admin"));
        STACK.awaitQuiet(person);
        String token = STACK.clerk().token(person.userId());
        awaitAll(door -> door.get(ADMIN, token).status() == 200);

        List<Reply> refusals =
                WATCH.refusals(
                        "application role lowered",
                        person.userId(),
                        () ->
                                backend(
                                        "PATCH",
                                        "/v1/users/" + person.userId() + "/metadata",
                                        "{\"public_metadata\":{\"role\":\"member\"}}"),
                        door -> door.get(ADMIN, token));

        for (Reply refusal : refusals) {
            assertEquals(403, refusal.status(), refusal.toString());
            assertEquals("role_required", refusal.code());
        }
        awaitAll(door -> door.get(PROFILE, token).status() == 200);
    }

    /** Somebody whose webhooks have been applied and who was let in at both gateways. */
    private static Person knownPerson() {
        Person person = STACK.newPerson();
        STACK.awaitQuiet(person);
        awaitAll(door -> door.get(PROFILE, person.token()).status() == 200);
        return person;
    }

    private static void assertRefused(
            String what, Person person, Runnable change, List<String> codes) {
        List<Reply> refusals =
                WATCH.refusals(
                        what, person.userId(), change, door -> door.get(PROFILE, person.token()));
        for (Reply refusal : refusals) {
            assertTrue(codes.contains(refusal.code()), refusal.toString());
        }
        for (Door door : DOORS) {
            Reply later = door.get(PROFILE, person.token());
            assertTrue(codes.contains(later.code()), later.toString());
        }
    }

    private static void assertMembershipRefused(
            String what, Person person, String token, Runnable change) {
        List<Reply> refusals =
                WATCH.refusals(what, person.userId(), change, door -> door.get(PROFILE, token));
        for (Reply refusal : refusals) {
            assertEquals(401, refusal.status(), refusal.toString());
            assertEquals("token_expired", refusal.code());
        }
    }

    /** With a token that is fetched now. */
    private static void assertPassesAgain(Person person) {
        awaitAll(door -> door.get(PROFILE, STACK.clerk().token(person.userId())).status() == 200);
    }

    private static String newOrg() {
        String body = "{\"name\":\"Acme\",\"created_by\":\"%s\"}".formatted(knownPerson().userId());
        return backend("POST", "/v1/organizations", body).path("id").asText();
    }

    /** Makes the person a member, and returns a token with which both gateways know it. */
    private static String memberToken(String org, Person person, String role) {
        backend(
                "POST",
                "/v1/organizations/" + org + "/memberships",
                "{\"user_id\":\"%s\",\"role\":\"org:%s\"}".formatted(person.userId(), role));
        String token = STACK.clerk().tokenIn(org, person.userId());
        STACK.awaitQuiet(person);
        awaitAll(door -> roleIn(org, door, token).equals(role));
        return token;
    }

    private static String membership(String org, Person person) {
        return "/v1/organizations/" + org + "/memberships/" + person.userId();
    }

    /** The role in the active organisation, if that is this one. */
    private static String roleIn(String org, Door door, String token) {
        JsonNode active = door.get(PROFILE, token).json().path("activeOrg");
        return active.path("clerkId").asText().equals(org) ? active.path("role").asText() : "";
    }

    private static JsonNode backend(String method, String path, String json) {
        return STACK.clerk().backend(method, path, json, STACK.clerkSecretKey());
    }

    private static void awaitAll(Predicate<Door> condition) {
        await().atMost(BOUND).until(() -> DOORS.stream().allMatch(condition));
    }
}
