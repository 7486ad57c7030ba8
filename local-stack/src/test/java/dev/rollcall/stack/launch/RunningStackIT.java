package dev.rollcall.stack.launch;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.stack.launch.Launcher.Result;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A stack that runs. Real processes and PostgreSQL; only the services are stand-ins. */
final class RunningStackIT {

    private static final Duration BOUND = Duration.ofSeconds(60);

    @TempDir private static Path root;
    private static Launcher launcher;
    private static Result up;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        FakeRoot.writeTo(root);
        launcher = new Launcher(root);
        up = launcher.run("up", "--detach");
    }

    @AfterAll
    static void stop() throws IOException, InterruptedException {
        launcher.run("down");
    }

    @Test
    void startsEverythingAndSaysHowToUseIt() throws Exception {
        assertEquals(0, up.exitCode(), up.output());
        assertTrue(up.output().contains("./rollcall token ada"), up.output());
        JsonNode status = launcher.status();
        assertEquals(7, status.path("processes").size());
        for (JsonNode row : status.path("processes")) {
            assertTrue(row.path("ready").asBoolean(), row.toString());
        }
    }

    @Test
    void startsAgainWhatEndedByItself() throws Exception {
        ProcessHandle gateway = launcher.process("gateway");
        ProcessHandle postgres = launcher.process("postgres");

        gateway.destroyForcibly();
        postgres.destroyForcibly();

        await().atMost(BOUND).until(() -> launcher.run("status").exitCode() == 0);
        assertNotEquals(gateway.pid(), launcher.process("gateway").pid());
        assertEquals("1", launcher.ask("SELECT 1"));
    }

    @Test
    void refusesToRunTwice() throws Exception {
        Result second = launcher.run("up", "--detach");

        assertEquals(1, second.exitCode());
        assertTrue(second.output().contains("already runs"), second.output());
        assertEquals(1, second.output().lines().count());
        assertEquals(0, launcher.run("status").exitCode());
    }

    @Test
    void givesEachServiceOnlyItsOwnSecrets() throws Exception {
        String sample = environmentOf("sample");
        assertTrue(sample.contains("ROLLCALL_TRUSTED_KEYS"));
        for (String secret : new String[] {"SERVICE_KEY", "MASTER", "SECRET", "DATABASE_URL"}) {
            assertFalse(sample.contains(secret), secret);
        }
        assertFalse(environmentOf("gateway").contains("DATABASE_URL"));
        assertTrue(environmentOf("identity").contains("IDENTITY_DATABASE_URL"));
    }

    @Test
    void startsOneProcessAgainWhenAsked() throws Exception {
        ProcessHandle before = launcher.process("sample");

        Result restart = launcher.run("restart", "sample");

        assertEquals(0, restart.exitCode(), restart.output());
        assertNotEquals(before.pid(), launcher.process("sample").pid());
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
}
