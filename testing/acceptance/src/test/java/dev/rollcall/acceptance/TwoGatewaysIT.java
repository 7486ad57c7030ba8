package dev.rollcall.acceptance;

import static dev.rollcall.testing.Patience.BOUND;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.acceptance.Emulator.Person;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/**
 * A1 to A4, A6, A7 and S6 at two gateways beside the stack's own: whichever is asked, the answer is
 * the same. A5 is RevocationIT; S6 without the database or Clerk is OutageIT.
 */
class TwoGatewaysIT {

    private static final Duration POLL = Duration.ofMillis(500);
    private static final String PROFILE = "/api/auth/profile";
    private static final String PRODUCT = "https://product.example.com";
    private static final int LIMIT = 100;

    /** More than the other tests need in a minute, all from one address. */
    private static final int ADDRESS_LIMIT = 600;

    private static final RunningStack STACK = RunningStack.get();
    private static final RotatingKeys KEYS =
            new RotatingKeys(new Door(STACK.clerkUrl()).get("/.well-known/jwks.json", null).json());
    private static final SecondCopy FIRST = copy();
    private static final SecondCopy SECOND = copy();
    private static final List<Door> DOORS = List.of(FIRST.door(), SECOND.door());

    private static SecondCopy copy() {
        return SecondCopy.gateway(
                STACK,
                Map.of(
                        "CLERK_JWKS_URL",
                        KEYS.url(),
                        "ROLLCALL_CLERK_KEYS_POLL",
                        "1s",
                        "ROLLCALL_LIMIT_USER",
                        Integer.toString(LIMIT),
                        "ROLLCALL_LIMIT_ADDRESS",
                        Integer.toString(ADDRESS_LIMIT),
                        "ROLLCALL_TRUSTED_HOPS",
                        "1",
                        "ROLLCALL_ALLOWED_ORIGINS",
                        PRODUCT));
    }

    @AfterAll
    static void stop() {
        FIRST.close();
        SECOND.close();
        KEYS.close();
    }

    @Test
    void a1NobodyIsKnownToOneBecauseTheOtherKnowsThem() {
        Person person = STACK.newPerson();

        for (Door door : DOORS) {
            assertEquals("session_missing", door.get(PROFILE, null).code());
            assertEquals("token_invalid", door.get(PROFILE, person.token() + 'A').code());
            assertEquals(200, door.get(PROFILE, person.token()).status());
            assertEquals("not_found", door.get("/api/nothing", person.token()).code());
        }
    }

    @Test
    void a2EachLeavesItsOwnEvidence() {
        Person person = STACK.newPerson();
        Person admin = STACK.clerk().signUp(STACK.newAddress(), Map.of("role", "admin"));
        STACK.awaitQuiet(admin);

        for (Door door : DOORS) {
            assertEquals("role_required", door.get("/api/admin/users", person.token()).code());
            assertEquals(400, door.get("/api/admin/%61udit", person.token()).status());
            assertEquals(200, door.get("/api/admin/users", admin.token()).status());
        }

        assertEquals(2, records("access.granted", admin));
        await().atMost(BOUND)
                .pollInterval(POLL)
                .until(() -> records("access.refused", person) == 2);
    }

    @Test
    void a3WhatIsGoneIsGoneAtBoth() {
        for (Door door : DOORS) {
            Reply reply = door.post("/api/auth/login", null, "{}");

            assertEquals(410, reply.status(), reply.toString());
            assertEquals("gone", reply.code());
        }
    }

    @Test
    void a4EachCountsForItself() {
        Person person = STACK.newPerson();
        String token = STACK.clerk().token(person.userId());

        Reply last = FIRST.door().get(PROFILE, token);
        for (int asked = 1; asked < 3 * LIMIT && last.status() == 200; asked++) {
            last = FIRST.door().get(PROFILE, token);
        }

        assertEquals(429, last.status(), last.toString());
        assertEquals("rate_limited", last.code());
        assertTrue(last.header("Retry-After").isPresent(), last.toString());
        assertTrue(last.header("RateLimit-Policy").isPresent(), last.toString());
        Reply other = SECOND.door().get(PROFILE, token);
        assertEquals(200, other.status(), other.toString());
        assertTrue(other.header("RateLimit").isPresent(), other.toString());
    }

    @Test
    void a4EachLimitsAnAddress() {
        for (Door door : DOORS) {
            Reply last = askFrom("203.0.113.7", door);
            assertEquals(401, last.status(), last.toString());
            assertLimitIsShown(last);
            for (int asked = 1; asked < 3 * ADDRESS_LIMIT && last.status() == 401; asked++) {
                last = askFrom("203.0.113.7", door);
            }

            assertEquals(429, last.status(), last.toString());
            assertEquals("rate_limited", last.code());
            assertTrue(last.header("Retry-After").isPresent(), last.toString());
            assertLimitIsShown(last);
            assertEquals(401, askFrom("203.0.113.8", door).status());
        }
    }

    @Test
    void a4OriginsSizesAndHeadersAreTheSame() {
        String body = "x".repeat((1 << 20) + 1);
        for (Door door : DOORS) {
            Reply known = door.send("GET", "/api/auth/health", Map.of("Origin", PRODUCT), "");
            Reply foreign =
                    door.send("GET", "/api/auth/health", Map.of("Origin", PRODUCT + ".evil"), "");

            assertEquals(PRODUCT, known.header("Access-Control-Allow-Origin").orElse(""));
            assertSecure(known);
            assertTrue(foreign.header("Access-Control-Allow-Origin").isEmpty());
            assertEquals(413, door.post("/api/webhooks/clerk", null, body).status());
            Reply large = door.send("GET", "/", Map.of("X-Large", "x".repeat(1 << 15)), "");
            assertEquals(431, large.status(), large.toString());
            assertSecure(large);
            Reply page = door.send("GET", "/", Map.of("Accept", "text/html"), "");
            assertSecure(page);
            assertEquals("DENY", page.header("X-Frame-Options").orElse(""));
            assertTrue(page.header("Content-Security-Policy").isPresent(), page.toString());
        }
    }

    @Test
    void a6AnotherOrganisationIsRefusedAtBoth() {
        Person owner = STACK.newPerson();
        Person stranger = STACK.newPerson();
        assertEquals(200, FIRST.door().get(PROFILE, owner.token()).status());
        JsonNode org =
                STACK.clerk()
                        .backend(
                                "POST",
                                "/v1/organizations",
                                "{\"name\":\"Acme\",\"created_by\":\"" + owner.userId() + "\"}",
                                STACK.clerkSecretKey());
        String clerkId = org.path("id").asText();
        String token = STACK.clerk().tokenIn(clerkId, owner.userId());
        await().atMost(BOUND)
                .pollInterval(POLL)
                .until(() -> DOORS.stream().allMatch(door -> isIn(clerkId, door, token)));
        String id = FIRST.door().get(PROFILE, token).json().at("/activeOrg/id").asText();

        for (Door door : DOORS) {
            assertEquals(200, door.get("/api/orgs/" + id, token).status());
            assertEquals(404, door.get("/api/orgs/" + id, stranger.token()).status());
            assertEquals("org_mismatch", door.get("/api/sample/me?org_id=org_2", token).code());
        }
    }

    @Test
    void a7ANewKeyOfClerkIsTakenAndAnOldOneForgottenWithoutAnybodyLosingTheirSession() {
        Person person = STACK.newPerson();
        String before = STACK.clerk().token(person.userId());
        String after = KEYS.signAnew(before);
        try {
            assertStatus(200, before);
            assertStatus(401, after);

            KEYS.serve(RotatingKeys.Served.BOTH);
            awaitStatus(200, after);
            assertStatus(200, before);

            KEYS.serve(RotatingKeys.Served.NEW);
            awaitStatus(401, before);
            assertStatus(200, after);
        } finally {
            KEYS.serve(RotatingKeys.Served.OLD);
            awaitStatus(200, before);
        }
    }

    @Test
    void s6WithoutIdentityEachServesWhoItKnowsAndAsksTheOthersToComeBack() {
        Person known = STACK.newPerson();
        Person stranger = STACK.newPerson();
        assertEquals(200, STACK.gateway().get(PROFILE, known.token()).status());
        assertStatus(200, known.token());
        STACK.awaitQuiet(known);
        String token = STACK.clerk().token(known.userId());
        String other = STACK.clerk().token(stranger.userId());
        List<Door> all = List.of(FIRST.door(), SECOND.door(), STACK.gateway());
        all.forEach(door -> assertEquals(200, door.get(PROFILE, token).status()));

        STACK.launcher().kill("identity");

        for (Door door : all) {
            Reply refused = door.get(PROFILE, other);
            assertEquals(503, refused.status(), refused.toString());
            assertTrue(refused.header("Retry-After").isPresent(), refused.toString());
            assertTrue(refused.json().hasNonNull("requestId"), refused.toString());
            assertEquals(200, door.get(PROFILE, token).status());
        }
        awaitStatus(200, other);
        await().atMost(BOUND)
                .pollInterval(POLL)
                .until(() -> STACK.launcher().run("status").exitCode() == 0);
    }

    private static Reply askFrom(String address, Door door) {
        return door.send("GET", PROFILE, Map.of("X-Forwarded-For", address), "");
    }

    private static void assertLimitIsShown(Reply reply) {
        assertTrue(reply.header("RateLimit").isPresent(), reply.toString());
        assertTrue(reply.header("RateLimit-Policy").isPresent(), reply.toString());
    }

    private static void assertSecure(Reply reply) {
        assertEquals("nosniff", reply.header("X-Content-Type-Options").orElse(""));
        assertEquals("strict-origin-when-cross-origin", reply.header("Referrer-Policy").orElse(""));
        assertTrue(reply.header("Cache-Control").isPresent(), reply.toString());
    }

    private static void assertStatus(int status, String token) {
        for (Door door : DOORS) {
            Reply reply = door.get(PROFILE, token);
            assertEquals(status, reply.status(), reply.toString());
        }
    }

    private static void awaitStatus(int status, String token) {
        await().atMost(BOUND)
                .pollInterval(POLL)
                .until(
                        () ->
                                DOORS.stream()
                                        .allMatch(
                                                door ->
                                                        door.get(PROFILE, token).status()
                                                                == status));
    }

    private static boolean isIn(String org, Door door, String token) {
        return door.get(PROFILE, token).json().at("/activeOrg/clerkId").asText().equals(org);
    }

    private static int records(String event, Person person) {
        String trail =
                STACK.gateway()
                        .get(
                                "/api/admin/audit?subject=" + person.userId(),
                                STACK.clerk().token("ada"))
                        .response()
                        .body();
        return trail.split(Pattern.quote(event), -1).length - 1;
    }
}
