package dev.rollcall.acceptance;

import static dev.rollcall.testing.Patience.BOUND;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.acceptance.Emulator.Person;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** F3, A2: administrators read the mirror; each use is evidence, and nobody else gets in. */
class AdminReadsIT {

    private final RunningStack stack = RunningStack.get();
    private final Person person = stack.newPerson();

    @ParameterizedTest
    @ValueSource(strings = {"/api/admin/users", "/api/admin/users/user_1", "/api/admin/orgs"})
    void a2NobodyElseReadsThem(String path) {
        assertEquals("session_missing", stack.gateway().get(path, null).code());
        assertEquals("role_required", stack.gateway().get(path, person.token()).code());
    }

    @Test
    void aPersonIsFoundByAddressAndShownWithTheirHistory() {
        await().atMost(BOUND).until(() -> stack.user(person, "sync_status").equals("active"));
        String email = stack.user(person, "email");

        Reply found = post("/api/admin/users/search", "{\"email\":\"" + email + "\"}");
        Reply shown = get("/api/admin/users/" + person.userId());

        assertEquals(200, found.status(), found.toString());
        assertEquals(person.userId(), found.json().path("users").path(0).path("clerkId").asText());
        assertEquals(email, shown.json().path("user").path("email").asText(), shown.toString());
        await().atMost(BOUND)
                .until(
                        () ->
                                get("/api/admin/users/" + person.userId())
                                        .json()
                                        .path("history")
                                        .findValuesAsText("source")
                                        .contains("webhook"));
    }

    @Test
    void anAddressInTheUrlIsRefusedAndNotRepeated() {
        Reply reply = get("/api/admin/users?email=grace%40example.com");

        assertEquals("malformed_request", reply.code());
        assertFalse(reply.response().body().contains("grace"), reply.toString());
    }

    @Test
    void pagesFollowEachOther() {
        stack.newPerson();
        Reply first = get("/api/admin/users?limit=1");
        String cursor = first.json().path("next").asText();
        Reply second = get("/api/admin/users?limit=1&cursor=" + cursor);

        assertEquals(200, second.status(), second.toString());
        assertFalse(first.json().path("users").path(0).equals(second.json().path("users").path(0)));
        assertEquals("cursor_invalid", get("/api/admin/orgs?cursor=" + cursor).code());
    }

    @Test
    void a2ReadingIsEvidence() {
        get("/api/admin/orgs");

        String trail = get("/api/admin/audit?limit=200").response().body();
        assertTrue(trail.contains("/api/admin/orgs"), trail);
    }

    private Reply get(String path) {
        return stack.gateway().get(path, stack.clerk().token("ada"));
    }

    private Reply post(String path, String json) {
        return stack.gateway()
                .send(
                        "POST",
                        path,
                        Map.of(
                                "Authorization",
                                "Bearer " + stack.clerk().token("ada"),
                                "Content-Type",
                                "application/json"),
                        json);
    }
}
