package dev.rollcall.stack.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.security.auth.module.UnixSystem;
import dev.rollcall.stack.process.Commands;
import dev.rollcall.stack.process.Watchdog;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The ways to run that are not the one of this test run; only root can take them. */
final class RunAsIT {

    @TempDir private Path folder;

    @BeforeEach
    void requireRoot() throws IOException {
        assumeTrue(new UnixSystem().getUid() == 0, "NOT TESTED: only root can change the user");
        assumeTrue(Commands.exists("setpriv"), "NOT TESTED: there is no setpriv");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
    }

    @Test
    void runsAsNobodyForARootWithoutUserNamespaces() {
        try (Watchdog watchdog = Watchdog.start();
                EmbeddedPostgres server =
                        EmbeddedPostgres.start(
                                TestClusters.CACHE,
                                folder.resolve("cluster"),
                                0,
                                watchdog,
                                RunAs.NOBODY)) {
            assertNotEquals("root", server.process().info().user().orElse("root"));
        }
    }

    @Test
    void runsForAUserOtherThanRoot() throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-cp");
        command.add(readableClassPath());
        command.add(StartOnce.class.getName());
        command.add(folder.resolve("own").toString());

        Process child =
                new ProcessBuilder(RunAs.NOBODY.command(command)).redirectErrorStream(true).start();
        String output = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertTrue(child.waitFor(4, TimeUnit.MINUTES));
        assertEquals("SELF true", output.strip());
    }

    /** The class path, copied to where everybody may read it: a repository may be root's alone. */
    private String readableClassPath() throws IOException {
        List<String> copies = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            Path copy = folder.resolve("classpath-" + copies.size());
            copyTree(Path.of(entry), copy);
            copies.add(copy.toString());
        }
        return String.join(File.pathSeparator, copies);
    }

    private static void copyTree(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
    }
}
