package dev.rollcall.stack.launch;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.stack.launch.Launcher.Result;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a stack begins and ends. Real processes and PostgreSQL; only the services are stand-ins. */
final class LauncherIT {

    private static final Duration BOUND = Duration.ofSeconds(30);

    @TempDir private static Path root;
    private final Launcher launcher = new Launcher(root);

    @BeforeAll
    static void writeServices() throws IOException {
        FakeRoot.writeTo(root);
    }

    @AfterEach
    void stopAll() throws IOException, InterruptedException {
        launcher.run("down");
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
        launcher.ask("INSERT INTO identity.kept VALUES ('still here') RETURNING word");
        launcher.run("down");

        launcher.run("up", "--detach");
        assertEquals("still here", launcher.ask("SELECT max(word) FROM identity.kept"));
        launcher.run("down");

        launcher.run("up", "--detach", "--fresh");
        assertEquals("0", launcher.ask("SELECT count(*) FROM identity.kept"));
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
    void leavesItAtThatIfSoAsked() throws Exception {
        launcher.with("ROLLCALL_NO_RESTART", "1").run("up", "--detach");

        launcher.process("audit").destroyForcibly();

        await().atMost(BOUND).until(() -> launcher.run("status").exitCode() == 1);
        Result restart = launcher.run("restart", "audit");
        assertEquals(0, restart.exitCode(), restart.output());
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
}
