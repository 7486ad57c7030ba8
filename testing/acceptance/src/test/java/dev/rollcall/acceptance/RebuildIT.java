package dev.rollcall.acceptance;

import static dev.rollcall.testing.Patience.BOUND;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.acceptance.Emulator.Person;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** W8: the mirror can be made anew from Clerk and the inbox, while it goes on answering. */
class RebuildIT {

    private static final String PROFILE = "/api/auth/profile";

    /** Everything of a row that Clerk has told, with our id. */
    private static final String TOLD =
            """
            (to_jsonb(u) - 'version_updated_ms' - 'version_observed_ms' - 'version_hash'
             - 'last_synced_at' - 'last_sync_source' - 'updated_at' - 'next_sync_at'
             - 'sync_attempts')::text
            """;

    private final RunningStack stack = RunningStack.get();

    @AfterEach
    void clerkTellsEverything() {
        stack.clerk().switches(Map.of("drop", false));
    }

    @Test
    void endsInTheSameRowsAndRepairsWhatWasWrong() {
        Person renamed = visitor();
        stack.clerk()
                .update(renamed.userId(), "{\"first_name\":\"Renamed\"}", stack.clerkSecretKey());
        Person banned = visitor();
        stack.clerk()
                .backend(
                        "POST",
                        "/v1/users/" + banned.userId() + "/ban",
                        "",
                        stack.clerkSecretKey());
        await().atMost(BOUND).until(() -> stack.user(renamed, "first_name").equals("Renamed"));
        await().atMost(BOUND).until(() -> stack.user(banned, "banned").equals("t"));
        String before = told(renamed) + told(banned);
        spoil(renamed);

        Launcher.Result rebuilt = stack.launcher().run("rebuild", "--yes");

        assertEquals(0, rebuilt.exitCode(), rebuilt.output());
        assertEquals(before, told(renamed) + told(banned), rebuilt.output());
        assertNotEquals("0", stack.user(renamed, "version_updated_ms"));
    }

    @Test
    void whoeverWasDeletedStaysDeletedWithTheirId() {
        Person person = visitor();
        String id = stack.user(person, "id");
        stack.clerk().delete(person.userId(), stack.clerkSecretKey());
        await().atMost(BOUND).until(() -> isDeleted(id));

        Launcher.Result rebuilt = stack.launcher().run("rebuild", "--yes");

        assertEquals(0, rebuilt.exitCode(), rebuilt.output());
        assertTrue(isDeleted(id));
        assertEquals("0", stack.user(person, "count(*)"));
    }

    @Test
    void readsAreAnsweredAllTheWhile() {
        Person person = visitor();
        Set<Integer> answers = new HashSet<>();

        CompletableFuture<Launcher.Result> rebuild =
                CompletableFuture.supplyAsync(() -> stack.launcher().run("rebuild", "--yes"));
        while (!rebuild.isDone()) {
            answers.add(profile(person).status());
        }

        assertEquals(0, rebuild.join().exitCode(), rebuild.join().output());
        assertEquals(Set.of(200), answers);
    }

    @Test
    void whatBeganAndBrokeOffIsFinishedByTheNext() throws Exception {
        Person person = visitor();
        await().atMost(BOUND).until(() -> stack.user(person, "sync_status").equals("active"));
        String before = told(person);
        Process first = stack.launcher().start("rebuild", "--yes");
        await().atMost(BOUND)
                .until(
                        () ->
                                !first.isAlive()
                                        || stack.user(person, "version_updated_ms").equals("0"));
        first.descendants().forEach(ProcessHandle::destroyForcibly);
        first.destroyForcibly().waitFor();

        Launcher.Result second = stack.launcher().run("rebuild", "--yes");

        assertEquals(0, second.exitCode(), second.output());
        assertEquals(before, told(person), second.output());
        assertNotEquals("0", stack.user(person, "version_updated_ms"));
    }

    @Test
    void withoutYesNothingHappens() {
        Person person = visitor();
        String before = stack.user(person, "xmin::text");

        Launcher.Result asked = stack.launcher().run("rebuild");

        assertEquals(1, asked.exitCode(), asked.output());
        assertEquals(before, stack.user(person, "xmin::text"));
    }

    @Test
    void whatOnlyTheInboxKnowsComesFromTheInbox() {
        Person person = visitor();
        String session =
                stack.value(
                        "SELECT clerk_id FROM identity.sessions WHERE user_clerk_id = ? LIMIT 1",
                        person.userId());

        Launcher.Result rebuilt = stack.launcher().run("rebuild", "--yes");

        assertEquals(0, rebuilt.exitCode(), rebuilt.output());
        assertNotEquals(
                "0",
                stack.value(
                        "SELECT version_updated_ms FROM identity.sessions WHERE clerk_id = ?",
                        session));
    }

    /** Somebody whom the mirror has completely, with every webhook applied. */
    private Person visitor() {
        Person person = stack.newPerson();
        assertEquals(200, profile(person).status());
        await().atMost(BOUND)
                .until(
                        () ->
                                stack.value(
                                                """
                                                SELECT count(*) FROM identity.sessions
                                                 WHERE user_clerk_id = ?
                                                """,
                                                person.userId())
                                        .equals("1"));
        return person;
    }

    private Reply profile(Person person) {
        return stack.gateway().get(PROFILE, stack.clerk().token(person.userId()));
    }

    /** As a fault in our own code would have left it: wrong under the right version. */
    private void spoil(Person person) {
        stack.value(
                """
                UPDATE identity.users SET first_name = 'Wrong' WHERE clerk_id = ?
                RETURNING first_name
                """,
                person.userId());
    }

    private boolean isDeleted(String id) {
        return stack.value(
                        "SELECT deleted_at IS NOT NULL FROM identity.users WHERE id = ?::uuid", id)
                .equals("t");
    }

    private String told(Person person) {
        return stack.value(
                "SELECT " + TOLD + " FROM identity.users u WHERE clerk_id = ?", person.userId());
    }
}
