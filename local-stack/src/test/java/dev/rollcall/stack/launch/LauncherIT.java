package dev.rollcall.stack.launch;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.stack.launch.Launcher.Result;
import dev.rollcall.stack.postgres.DatabaseUrl;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real processes and a real PostgreSQL; only the services are stand-ins. */
final class LauncherIT {

    private static final Duration BOUND = Duration.ofSeconds(30);

    @TempDir private Path root;
    private Launcher launcher;

    @BeforeEach
    void writeServices() throws IOException {
        FakeRoot.writeTo(root);
        launcher = new Launcher(root);
    }

    @AfterEach
    void stopAll() throws IOException, InterruptedException {
        launcher.run("down");
    }

    @Test
    void startsEverythingAndSaysHowToUseIt() throws Exception {
        Result up = launcher.run("up", "--detach");

        assertEquals(0, up.exitCode(), up.output());
        assertTrue(up.output().contains("./rollcall token ada"), up.output());
        JsonNode status = launcher.status();
        assertEquals(7, status.path("processes").size());
        for (JsonNode row : status.path("processes")) {
            assertTrue(row.path("ready").asBoolean(), row.toString());
        }
    }

    @Test
    void leavesNoProcessBehind() throws Exception {
        launcher.run("up", "--detach");
        Map<String, ProcessHandle> processes = launcher.processes();

        Result down = launcher.run("down");

        assertEquals(0, down.exitCode(), down.output());
        assertEquals(7, processes.size());
        processes.values().forEach(process -> assertFalse(process.isAlive()));
        assertEquals(1, launcher.run("status").exitCode());
    }

    @Test
    void keepsTheDataOverARestartAndForgetsItWhenFresh() throws Exception {
        launcher.run("up", "--detach");
        ask("INSERT INTO identity.kept VALUES ('still here') RETURNING word");
        launcher.run("down");

        launcher.run("up", "--detach");
        assertEquals("still here", ask("SELECT max(word) FROM identity.kept"));
        launcher.run("down");

        launcher.run("up", "--detach", "--fresh");
        assertEquals("0", ask("SELECT count(*) FROM identity.kept"));
    }

    @Test
    void endsWithItsLauncherEvenIfThatIsKilled() throws Exception {
        Process up = launcher.start("up");
        await().atMost(BOUND).until(() -> launcher.run("status").exitCode() == 0);
        Map<String, ProcessHandle> processes = launcher.processes();

        up.destroyForcibly();

        assertEquals(7, processes.size());
        await().atMost(BOUND)
                .until(() -> processes.values().stream().noneMatch(ProcessHandle::isAlive));
        Result again = launcher.run("up", "--detach");
        assertEquals(0, again.exitCode(), again.output());
    }

    @Test
    void endsOnAnInterrupt() throws Exception {
        Process up = launcher.start("up");
        await().atMost(BOUND).until(() -> launcher.run("status").exitCode() == 0);
        Map<String, ProcessHandle> processes = launcher.processes();

        new ProcessBuilder("kill", "-INT", Long.toString(up.pid())).start().waitFor();

        await().atMost(BOUND)
                .until(() -> processes.values().stream().noneMatch(ProcessHandle::isAlive));
        await().atMost(BOUND).until(() -> !up.isAlive());
    }

    @Test
    void startsAgainWhatEndedByItself() throws Exception {
        launcher.run("up", "--detach");
        ProcessHandle gateway = launcher.process("gateway");
        ProcessHandle postgres = launcher.process("postgres");

        gateway.destroyForcibly();
        postgres.destroyForcibly();

        await().atMost(BOUND).until(() -> launcher.run("status").exitCode() == 0);
        assertNotEquals(gateway.pid(), launcher.process("gateway").pid());
        assertEquals("1", ask("SELECT 1"));
    }

    @Test
    void leavesItAtThatIfSoAsked() throws Exception {
        launcher.with("ROLLCALL_NO_RESTART", "1").run("up", "--detach");

        launcher.process("audit").destroyForcibly();

        await().atMost(BOUND).until(() -> launcher.run("status").exitCode() == 1);
        Result restart = launcher.run("restart", "audit");
        assertEquals(0, restart.exitCode(), restart.output());
        assertEquals(0, launcher.run("status").exitCode());
    }

    @Test
    void refusesToRunTwice() throws Exception {
        launcher.run("up", "--detach");

        Result second = launcher.run("up", "--detach");

        assertEquals(1, second.exitCode());
        assertTrue(second.output().contains("already runs"), second.output());
        assertEquals(1, second.output().lines().count());
        assertEquals(0, launcher.run("status").exitCode());
    }

    @Test
    void namesThePortThatIsInUse() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(taken.getLocalPort());

            Result up = launcher.with("ROLLCALL_AUDIT_PORT", port).run("up", "--detach");

            assertEquals(1, up.exitCode());
            assertEquals(1, up.output().lines().count(), up.output());
            assertTrue(up.output().contains("Port " + port + " for audit"), up.output());
        }
    }

    @Test
    void showsTheLogOfAServiceThatDoesNotStartAndStopsTheRest() throws Exception {
        Result up =
                launcher.with("ROLLCALL_FAKE_REFUSES", "ROLLCALL_WEBHOOK_PORT")
                        .run("up", "--detach");

        assertEquals(1, up.exitCode());
        assertTrue(up.output().contains("| this service does not want to"), up.output());
        assertTrue(up.output().contains("webhook ended while it started"), up.output());
        assertTrue(launcher.processes().isEmpty());
    }

    @Test
    void givesEachServiceOnlyItsOwnSecrets() throws Exception {
        launcher.run("up", "--detach");

        String sample = environmentOf("sample");
        assertTrue(sample.contains("ROLLCALL_TRUSTED_KEYS"));
        for (String secret : new String[] {"SERVICE_KEY", "MASTER", "SECRET", "DATABASE_URL"}) {
            assertFalse(sample.contains(secret), secret);
        }
        assertFalse(environmentOf("gateway").contains("DATABASE_URL"));
        assertTrue(environmentOf("identity").contains("IDENTITY_DATABASE_URL"));
    }

    private String environmentOf(String name) throws IOException, InterruptedException {
        for (JsonNode row : launcher.status().path("processes")) {
            if (row.path("name").asText().equals(name)) {
                URI uri = URI.create("http://127.0.0.1:" + row.path("port").asInt() + "/");
                try (HttpClient client = HttpClient.newHttpClient()) {
                    return client.send(
                                    HttpRequest.newBuilder(uri).build(),
                                    HttpResponse.BodyHandlers.ofString())
                            .body();
                }
            }
        }
        throw new AssertionError("no " + name);
    }

    private String ask(String query) throws IOException, InterruptedException, SQLException {
        String url = launcher.status().path("databaseUrl").asText();
        DatabaseUrl database = DatabaseUrl.parse("databaseUrl", url, false);
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
