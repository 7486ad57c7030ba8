package dev.rollcall.acceptance;

import static dev.rollcall.testing.Patience.BOUND;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What can go wrong with the launcher: one clear line and exit 1, or it mends itself. */
class LauncherFaultsIT {

    @TempDir private Path home;

    @Test
    void aPortInUseIsNamed() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(taken.getLocalPort());

            assertOneLine("Port " + port, launcher().with("ROLLCALL_AUDIT_PORT", port));
        }
    }

    @Test
    void aFolderThatCannotBeWrittenIsNamed() throws IOException {
        Path file = Files.createFile(home.resolve("file"));

        assertOneLine(file.toString(), new Launcher(file.resolve("below")));
    }

    @Test
    void aPartlySetClerkConfigurationNamesWhatIsMissing() {
        Launcher launcher = launcher().with("CLERK_PUBLISHABLE_KEY", "pk_test_ZXhhbXBsZS5jb20k");

        assertOneLine("CLERK_SECRET_KEY", launcher);
        assertOneLine("CLERK_WEBHOOK_SIGNING_SECRET", launcher);
    }

    @Test
    void whatPlaysOrWipesRefusesADatabaseOfYours() {
        Launcher launcher =
                launcher().with("DATABASE_URL", "postgres://somebody@db.example.com:5432/app");

        for (String[] command :
                new String[][] {{"demo"}, {"token", "ada"}, {"up", "--fresh", "--detach"}}) {
            Launcher.Result result = launcher.run(command);

            assertEquals(1, result.exitCode(), result.output());
            assertEquals(1, result.output().lines().count(), result.output());
        }
    }

    @Test
    void nonsenseGetsTheUsage() {
        assertEquals(2, launcher().run("dance").exitCode());
    }

    @Test
    void aServiceThatDoesNotStartShowsItsLogAndStopsTheRest() {
        Launcher launcher = launcher().with("ROLLCALL_WEBHOOK_TOLERANCE", "nonsense");

        Launcher.Result up = launcher.run("up", "--detach");

        assertEquals(1, up.exitCode(), up.output());
        assertTrue(up.output().contains("WebhookService does not start"), up.output());
        assertTrue(launcher.processes().isEmpty(), up.output());
    }

    @Test
    void whatEndsByItselfIsStartedAgain() {
        Launcher launcher = RunningStack.get().launcher();
        long gateway = pid(launcher, "gateway");

        launcher.kill("gateway");
        launcher.kill("postgres");

        await().atMost(BOUND).until(() -> launcher.run("status").exitCode() == 0);
        assertNotEquals(gateway, pid(launcher, "gateway"));
        Reply reply =
                RunningStack.get()
                        .gateway()
                        .get("/api/auth/profile", RunningStack.get().clerk().token("ada"));
        assertEquals(200, reply.status(), reply.toString());
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void eachProcessGetsOnlyItsOwnSecrets() throws IOException {
        String sample = environmentOf("sample");
        String gateway = environmentOf("gateway");

        assertTrue(sample.contains("ROLLCALL_TRUSTED_KEYS="));
        for (String secret : new String[] {"SERVICE_KEY=", "MASTER", "SECRET", "DATABASE_URL"}) {
            assertFalse(sample.contains(secret), secret);
        }
        assertFalse(gateway.contains("DATABASE_URL"));
        assertFalse(gateway.contains("CLERK_SECRET_KEY"));
        assertTrue(environmentOf("identity").contains("IDENTITY_DATABASE_URL="));
    }

    private Launcher launcher() {
        return new Launcher(home);
    }

    private static void assertOneLine(String expected, Launcher launcher) {
        Launcher.Result up = launcher.run("up", "--detach");

        assertEquals(1, up.exitCode(), up.output());
        assertEquals(1, up.output().lines().count(), up.output());
        assertTrue(up.output().contains(expected), up.output());
    }

    private static long pid(Launcher launcher, String name) {
        ProcessHandle process = launcher.processes().get(name);
        if (process == null) {
            throw new AssertionError(name + " is not running");
        }
        return process.pid();
    }

    private static String environmentOf(String name) throws IOException {
        Path environ =
                Path.of(
                        "/proc",
                        Long.toString(pid(RunningStack.get().launcher(), name)),
                        "environ");
        return Files.readString(environ, StandardCharsets.ISO_8859_1);
    }
}
