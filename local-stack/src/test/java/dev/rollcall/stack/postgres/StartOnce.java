package dev.rollcall.stack.postgres;

import dev.rollcall.stack.process.Watchdog;
import java.nio.file.Path;

/** Run in a JVM of its own: starts a server in the given folder, says how, and stops it. */
final class StartOnce {

    private StartOnce() {}

    public static void main(String[] args) {
        Path folder = Path.of(args[0]);
        try (Watchdog watchdog = Watchdog.start();
                EmbeddedPostgres server =
                        EmbeddedPostgres.start(
                                folder.resolve("cache"), folder.resolve("cluster"), 0, watchdog)) {
            System.out.println(RunAs.detect() + " " + server.process().isAlive());
        }
    }
}
