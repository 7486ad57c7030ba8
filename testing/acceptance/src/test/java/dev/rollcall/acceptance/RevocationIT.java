package dev.rollcall.acceptance;

import static dev.rollcall.testing.Patience.BOUND;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.acceptance.Emulator.Person;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** A5: what Clerk takes back is refused at two gateways though the token is still valid. */
class RevocationIT {

    private static final String PROFILE = "/api/auth/profile";

    private static final RunningStack STACK = RunningStack.get();
    private static final SecondCopy SECOND = SecondCopy.gateway(STACK);

    @AfterAll
    static void stop() {
        SECOND.close();
    }

    @Test
    void a5ARevokedSession() {
        Person person = knownPerson();

        backend("POST", "/v1/sessions/" + person.sessionId() + "/revoke", "");

        assertRefused(person.token(), 401, "session_revoked");
        assertEquals(200, profile(STACK.clerk().token(person.userId())).status());
    }

    @Test
    void a5ABannedUserUntilTheBanIsLifted() {
        Person person = knownPerson();

        backend("POST", "/v1/users/" + person.userId() + "/ban", "");
        assertRefused(person.token(), List.of("user_disabled", "session_revoked"));

        backend("POST", "/v1/users/" + person.userId() + "/unban", "");
        await().atMost(BOUND)
                .until(() -> profile(STACK.clerk().token(person.userId())).status() == 200);
    }

    @Test
    void a5ADeletedUser() {
        Person person = knownPerson();

        backend("DELETE", "/v1/users/" + person.userId(), "");

        assertRefused(person.token(), List.of("user_disabled", "session_revoked"));
    }

    @Test
    void a5ARemovedMembershipUntilTheTokenIsFetchedAnew() {
        Person owner = knownPerson();
        Person person = knownPerson();
        String org =
                backend(
                                "POST",
                                "/v1/organizations",
                                "{\"name\":\"Acme\",\"created_by\":\"%s\"}"
                                        .formatted(owner.userId()))
                        .path("id")
                        .asText();
        String members = "/v1/organizations/" + org + "/memberships";
        backend(
                "POST",
                members,
                "{\"user_id\":\"%s\",\"role\":\"org:member\"}".formatted(person.userId()));
        String inOrg = STACK.clerk().tokenIn(org, person.userId());
        await().atMost(BOUND)
                .until(() -> profile(inOrg).json().at("/activeOrg/clerkId").asText().equals(org));

        backend("DELETE", members + '/' + person.userId(), "");

        assertRefused(inOrg, 401, "token_expired");
        await().atMost(BOUND)
                .until(() -> profile(STACK.clerk().token(person.userId())).status() == 200);
    }

    /** Somebody whose webhooks have been applied and who was let in at both gateways. */
    private static Person knownPerson() {
        Person person = STACK.newPerson();
        assertEquals(200, profile(person.token()).status());
        assertEquals(200, SECOND.door().get(PROFILE, person.token()).status());
        return person;
    }

    private static JsonNode backend(String method, String path, String json) {
        return STACK.clerk().backend(method, path, json, STACK.clerkSecretKey());
    }

    private static void assertRefused(String token, int status, String code) {
        awaitRefused(token);
        for (Door door : doors()) {
            Reply reply = door.get(PROFILE, token);
            assertEquals(status, reply.status(), reply.toString());
            assertEquals(code, reply.code());
        }
    }

    private static void assertRefused(String token, List<String> codes) {
        awaitRefused(token);
        for (Door door : doors()) {
            String code = door.get(PROFILE, token).code();
            assertEquals(true, codes.contains(code), code);
        }
    }

    private static void awaitRefused(String token) {
        for (Door door : doors()) {
            await().atMost(BOUND)
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> door.get(PROFILE, token).status() != 200);
        }
    }

    private static List<Door> doors() {
        return List.of(STACK.gateway(), SECOND.door());
    }

    private static Reply profile(String token) {
        return STACK.gateway().get(PROFILE, token);
    }
}
