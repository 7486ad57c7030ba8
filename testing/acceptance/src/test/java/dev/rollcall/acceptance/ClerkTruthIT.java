package dev.rollcall.acceptance;

import static dev.rollcall.testing.Patience.BOUND;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.acceptance.Emulator.Person;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** W8, S9, S10 and S12: Clerk is the truth, and the table is the customer's to build on. */
class ClerkTruthIT {

    private static final String PROFILE = "/api/auth/profile";
    private static final String RUNS = "/api/admin/reconciliation-runs";

    private final RunningStack stack = RunningStack.get();

    @AfterEach
    void clerkTellsEverythingAgain() {
        stack.clerk().switches(Map.of("drop", false, "apiOutage", false));
    }

    @Test
    void w8WhatClerkNeverDeliveredIsFoundAndRepaired() {
        stack.clerk().switches(Map.of("drop", true));
        Person unheardOf = stack.newPerson();

        JsonNode dry = reconcile(true);
        String beforehand = stack.user(unheardOf, "count(*)");
        JsonNode run = reconcile(false);

        assertEquals("0", beforehand);
        assertTrue(entity(dry, "users").path("missing").asLong() >= 1, dry.toString());
        assertEquals(0, entity(dry, "users").path("repaired").asLong(), dry.toString());
        assertTrue(entity(run, "users").path("repaired").asLong() >= 1, run.toString());
        assertTrue(entity(run, "users").hasNonNull("inSyncAsOf"), run.toString());
        assertEquals("active", stack.user(unheardOf, "sync_status"));
    }

    @Test
    void w8OneKindOfObjectsCanBeReconciledAlone() {
        stack.clerk().switches(Map.of("drop", true));
        Person unheardOf = stack.newPerson();

        Launcher.Result run = stack.launcher().run("reconcile", "--entity", "users", "--wait");

        assertEquals(0, run.exitCode(), run.output());
        assertEquals("active", stack.user(unheardOf, "sync_status"));
        assertTrue(run.output().contains("users"), run.output());
        assertFalse(run.output().contains("memberships"), run.output());
    }

    @Test
    void s10AnAdministratorsChangeGoesToClerkFirst() {
        Person person = stack.newPerson();
        stack.gateway().get(PROFILE, person.token());
        stack.clerk().switches(Map.of("drop", true));

        Reply changed = administer("PATCH", person, "", "{\"role\":\"compliance\"}");

        assertEquals(204, changed.status(), changed.toString());
        assertEquals(
                "compliance",
                stack.clerk()
                        .user(person.userId(), stack.clerkSecretKey())
                        .at("/public_metadata/role")
                        .asText());
        assertEquals("compliance", stack.user(person, "role"));
        await().atMost(BOUND).until(() -> trail(person).contains("user.administered"));
    }

    @Test
    void s10WithoutClerkNothingIsHalfDone() {
        Person person = stack.newPerson();
        stack.gateway().get(PROFILE, person.token());
        String before = stack.user(person, "xmin::text || role || banned");
        stack.clerk().switches(Map.of("apiOutage", true, "drop", true));

        Reply refused = administer("POST", person, "/ban", "");

        assertEquals(503, refused.status(), refused.toString());
        assertTrue(refused.header("Retry-After").isPresent(), refused.toString());
        assertEquals(before, stack.user(person, "xmin::text || role || banned"));
    }

    @Test
    void s9AnImportedRowKeepsItsIdAndBecomesThePersonWhoArrives(@TempDir Path folder)
            throws IOException {
        UUID id = UUID.randomUUID();
        String email = stack.newAddress();
        Path users = folder.resolve("users.csv");
        Files.writeString(users, "id,email,email_verified\n%s,%s,true\n".formatted(id, email));

        Launcher.Result imported = stack.launcher().run("import", "--users", users.toString());
        Person person = stack.clerk().signUp(email, Map.of());
        Reply profile = stack.gateway().get(PROFILE, person.token());

        assertEquals(0, imported.exitCode(), imported.output());
        assertEquals(200, profile.status(), profile.toString());
        assertEquals(id.toString(), profile.json().at("/user/id").asText());
    }

    @Test
    void s9AQueryImportsAsAFileDoes() {
        UUID id = UUID.randomUUID();
        String email = stack.newAddress();

        Launcher.Result imported =
                stack.launcher()
                        .run(
                                "import",
                                "--sql",
                                """
                                SELECT '%s'::uuid AS id, '%s' AS email, true AS email_verified,
                                       now() AS created_at
                                """
                                        .formatted(id, email));
        Person person = stack.clerk().signUp(email, Map.of());
        Reply profile = stack.gateway().get(PROFILE, person.token());

        assertEquals(0, imported.exitCode(), imported.output());
        assertEquals(id.toString(), profile.json().at("/user/id").asText(), profile.toString());
    }

    @Test
    void s9AQueryWithOtherColumnsOrThatWritesImportsNothing() {
        Launcher.Result unknown =
                stack.launcher().run("import", "--sql", "SELECT 1 AS id, 'x' AS password");
        Launcher.Result writes =
                stack.launcher()
                        .run(
                                "import",
                                "--sql",
                                "DELETE FROM identity.handles RETURNING user_id AS id");

        assertEquals(1, unknown.exitCode(), unknown.output());
        assertTrue(unknown.output().contains("the columns are"), unknown.output());
        assertEquals(1, writes.exitCode(), writes.output());
        assertTrue(writes.output().contains("25006"), writes.output());
    }

    @Test
    void s12TheViewsShowWhoeverIsThereAndKeepTheIdOfWhoeverIsErased() {
        Person person = stack.newPerson();
        String id = stack.gateway().get(PROFILE, person.token()).json().at("/user/id").asText();
        String visible = stack.value("SELECT email FROM rollcall.users WHERE id = ?::uuid", id);
        String asked =
                stack.value(
                        """
                        SELECT (SELECT rollcall.current_user_id()
                                  FROM set_config('rollcall.user_id', ?, false))
                        """,
                        id);

        stack.clerk().delete(person.userId(), stack.clerkSecretKey());

        assertNotEquals("no row", visible);
        assertEquals(id, asked);
        await().atMost(BOUND)
                .until(
                        () ->
                                stack.value(
                                                """
                                                SELECT email IS NULL AND deleted_at IS NOT NULL
                                                  FROM rollcall.users
                                                 WHERE id = ?::uuid
                                                """,
                                                id)
                                        .equals("t"));
    }

    private JsonNode reconcile(boolean dryRun) {
        Reply[] started = new Reply[1];
        await().atMost(BOUND)
                .until(
                        () -> {
                            started[0] =
                                    stack.gateway()
                                            .post(RUNS, admin(), "{\"dryRun\":" + dryRun + "}");
                            return started[0].status() != 409;
                        });
        assertEquals(202, started[0].status(), started[0].toString());
        String run = RUNS + '/' + started[0].json().path("id").asText();
        await().atMost(BOUND)
                .until(
                        () ->
                                stack.gateway()
                                        .get(run, admin())
                                        .json()
                                        .path("state")
                                        .asText()
                                        .equals("finished"));
        return stack.gateway().get(run, admin()).json();
    }

    private static JsonNode entity(JsonNode run, String name) {
        for (JsonNode entity : run.path("entities")) {
            if (entity.path("entity").asText().equals(name)) {
                return entity;
            }
        }
        throw new AssertionError(name + " in " + run);
    }

    private Reply administer(String method, Person person, String what, String body) {
        return stack.gateway()
                .send(
                        method,
                        "/api/admin/users/" + person.userId() + what,
                        Map.of("Authorization", "Bearer " + admin()),
                        body);
    }

    private String trail(Person person) {
        return stack.gateway()
                .get("/api/admin/audit?subject=" + person.userId(), admin())
                .response()
                .body();
    }

    private String admin() {
        return stack.clerk().token("ada");
    }
}
