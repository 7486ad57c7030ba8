package dev.rollcall.acceptance;

import static dev.rollcall.testing.Patience.BOUND;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.acceptance.Emulator.Person;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** S3: profile, sync on demand, and the health of what they stand on. */
class ProfileIT {

    private final RunningStack stack = RunningStack.get();

    @Test
    void s3TheProfileCarriesTheUserOrgsAndRoles() {
        Reply reply = stack.gateway().get("/api/auth/profile", stack.clerk().token("ada"));

        assertEquals(200, reply.status(), reply.toString());
        JsonNode user = reply.json().path("user");
        assertEquals("ada@example.com", user.path("email").asText());
        for (String field :
                List.of(
                        "id",
                        "clerkId",
                        "createdAt",
                        "updatedAt",
                        "lastSyncedAt",
                        "syncStatus",
                        "authProvider")) {
            assertTrue(user.hasNonNull(field), field + " in " + reply);
        }
        assertEquals("admin", reply.json().path("role").asText());
        assertEquals(2, reply.json().path("orgs").size(), reply.toString());
    }

    /**
     * Clerk dates its answers in whole seconds: in the second of an event none is newer than it.
     */
    @Test
    void s3SyncUserFetchesNowAndReturnsTheUser() {
        Person person = stack.newPerson();
        stack.gateway().get("/api/auth/profile", person.token());
        Instant before = Instant.now();

        await().atMost(BOUND)
                .untilAsserted(
                        () -> {
                            Reply reply =
                                    stack.gateway().post("/api/auth/sync-user", person.token(), "");
                            assertEquals(200, reply.status(), reply.toString());
                            String synced = reply.json().at("/user/lastSyncedAt").asText();
                            assertTrue(
                                    Instant.parse(synced).isAfter(before.minusMillis(1)),
                                    synced + " after " + before);
                        });
    }

    @Test
    void s3HealthWithoutASessionSaysOnlyUp() {
        Reply reply = stack.gateway().get("/api/auth/health", null);

        assertEquals(200, reply.status(), reply.toString());
        assertEquals("{\"status\":\"up\"}", reply.response().body());
    }

    @Test
    void s3HealthTellsAMemberNoMore() {
        Reply reply = stack.gateway().get("/api/auth/health", stack.clerk().token("grace"));

        assertEquals("{\"status\":\"up\"}", reply.response().body());
    }

    @Test
    void s3HealthTellsAnAdminWhetherEachPartWorks() {
        Reply reply = stack.gateway().get("/api/auth/health", stack.clerk().token("ada"));

        assertEquals(200, reply.status(), reply.toString());
        String body = reply.response().body();
        for (String part : List.of("tokenKeys", "database", "identity", "webhooks", "audit")) {
            assertTrue(body.contains('"' + part + '"'), part + " in " + body);
        }
    }
}
