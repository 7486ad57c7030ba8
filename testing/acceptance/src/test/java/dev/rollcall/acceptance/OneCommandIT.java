package dev.rollcall.acceptance;

import static dev.rollcall.testing.Patience.BOUND;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.stack.postgres.DatabaseUrl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** O1: one command starts everything, another ends it, and the data stay. */
class OneCommandIT {

    private static final List<String> NAMES =
            List.of("postgres", "clerk", "audit", "identity", "webhook", "sample", "gateway");

    @TempDir private Path home;

    private Launcher launcher() {
        return new Launcher(home);
    }

    @AfterEach
    void stop() {
        launcher().run("down");
    }

    @Test
    void o1StartsEverythingPrintsWhatToOpenAndKeepsTheDataOverARestart() throws Exception {
        Launcher.Result up = launcher().run("up", "--detach");

        assertEquals(0, up.exitCode(), up.output());
        for (String promised : List.of("ada", "grace", "curl ", "http://127.0.0.1:")) {
            assertTrue(up.output().contains(promised), promised + " in\n" + up.output());
        }
        JsonNode status = launcher().status();
        Map<String, ProcessHandle> processes = launcher().processes();
        assertTrue(processes.keySet().containsAll(NAMES), status.toString());
        assertEquals("on", ask(status, "SHOW fsync"));
        assertEquals("on", ask(status, "SHOW synchronous_commit"));
        await().atMost(BOUND).until(() -> users(status).equals("2"));
        String ids =
                ask(status, "SELECT string_agg(id::text, ',' ORDER BY id) FROM identity.users");

        Launcher.Result down = launcher().run("down");
        assertEquals(0, down.exitCode(), down.output());
        processes.forEach((name, process) -> assertFalse(process.isAlive(), name));
        assertEquals(1, launcher().run("status").exitCode());

        Launcher.Result again = launcher().run("up", "--detach");
        assertEquals(0, again.exitCode(), again.output());
        JsonNode after = launcher().status();
        assertEquals(
                ids,
                ask(after, "SELECT string_agg(id::text, ',' ORDER BY id) FROM identity.users"));
        Launcher.Result second = launcher().run("up", "--detach");
        assertEquals(1, second.exitCode(), second.output());
        assertEquals(1, second.output().lines().count(), second.output());
        Launcher.Result demo = launcher().run("demo");
        assertEquals(0, demo.exitCode(), demo.output());
        launcher().run("down");

        Launcher.Result fresh = launcher().run("up", "--detach", "--fresh");
        assertEquals(0, fresh.exitCode(), fresh.output());
        JsonNode afresh = launcher().status();
        await().atMost(BOUND).until(() -> users(afresh).equals("2"));
        assertNotEquals(
                ids,
                ask(afresh, "SELECT string_agg(id::text, ',' ORDER BY id) FROM identity.users"));
    }

    @Test
    @Tag("long")
    void o1ALauncherThatIsKilledLeavesNoChild() throws Exception {
        Process killed = launcher().start("up");
        Map<String, ProcessHandle> processes = whenReady(launcher());

        killed.destroyForcibly();

        awaitEnd(processes);
    }

    @Test
    @Tag("long")
    void o1ALauncherThatIsInterruptedEndsEveryChildAlsoOneThatWasRestarted() throws Exception {
        Launcher patient = launcher().with("ROLLCALL_NO_RESTART", "1");
        Process interrupted = patient.start("up");
        Map<String, ProcessHandle> processes = whenReady(patient);
        patient.kill("audit");
        await().atMost(BOUND).until(() -> patient.run("status").exitCode() == 1);
        Launcher.Result restart = patient.run("restart", "audit");
        assertEquals(0, restart.exitCode(), restart.output());
        assertEquals(0, patient.run("status").exitCode());

        signal(interrupted, interruptsAreIgnored() ? "TERM" : "INT");
        awaitEnd(processes);
        await().atMost(BOUND).until(() -> !interrupted.isAlive());
    }

    private static void signal(Process process, String name) throws IOException {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
    }

    /** A shell that starts us in the background without job control has us ignore SIGINT (2). */
    private static boolean interruptsAreIgnored() throws IOException {
        Path status = Path.of("/proc/self/status");
        return Files.isReadable(status)
                && Files.readAllLines(status).stream()
                        .filter(line -> line.startsWith("SigIgn:"))
                        .map(line -> Long.parseUnsignedLong(line.substring(7).strip(), 16))
                        .anyMatch(ignored -> (ignored & 1L << 1) != 0);
    }

    private static Map<String, ProcessHandle> whenReady(Launcher launcher) {
        await().atMost(BOUND).until(() -> launcher.run("status").exitCode() == 0);
        return launcher.processes();
    }

    private static void awaitEnd(Map<String, ProcessHandle> processes) {
        await().atMost(BOUND)
                .until(() -> processes.values().stream().noneMatch(ProcessHandle::isAlive));
    }

    private static String users(JsonNode status) {
        return ask(status, "SELECT count(*) FROM identity.users WHERE sync_status = 'active'");
    }

    private static String ask(JsonNode status, String sql) {
        DatabaseUrl url =
                DatabaseUrl.parse("databaseUrl", status.path("databaseUrl").asText(), false);
        try (Connection connection = url.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return String.valueOf(row.getString(1));
        } catch (SQLException failed) {
            throw new AssertionError(sql, failed);
        }
    }
}
