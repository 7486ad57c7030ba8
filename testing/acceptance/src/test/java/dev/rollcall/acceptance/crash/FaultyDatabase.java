package dev.rollcall.acceptance.crash;

import static dev.rollcall.testing.Patience.BOUND;
import static org.awaitility.Awaitility.await;

import dev.rollcall.stack.postgres.DatabaseUrl;
import dev.rollcall.stack.postgres.EmbeddedPostgres;
import dev.rollcall.stack.process.StackException;
import dev.rollcall.stack.process.Watchdog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A PostgreSQL of the test's own on a small volume, reached through a faulty wire. */
final class FaultyDatabase implements AutoCloseable {

    /** Shared with other test runs: unpacking takes a second. */
    private static final Path CACHE =
            Path.of(
                    System.getProperty("java.io.tmpdir"),
                    "rollcall-postgres-" + System.getProperty("user.name"));

    private final Watchdog watchdog = Watchdog.start();
    private final Path folder;
    private final Optional<SmallVolume> volume;
    private final FaultyWire wire;
    private EmbeddedPostgres server;

    private FaultyDatabase(Path folder, Optional<SmallVolume> volume) {
        this.folder = folder;
        this.volume = volume;
        this.server = EmbeddedPostgres.start(CACHE, folder, 0, watchdog);
        this.wire = FaultyWire.to(server.port());
    }

    /** In an empty folder. */
    static FaultyDatabase start(Path folder) throws IOException {
        Files.createDirectories(folder);
        return new FaultyDatabase(folder, SmallVolume.mount(folder));
    }

    /** As the services reach it. */
    DatabaseUrl throughWire() {
        DatabaseUrl admin = server.admin();
        return new DatabaseUrl(
                admin.host(),
                wire.port(),
                admin.database(),
                admin.user(),
                admin.password(),
                admin.parameters());
    }

    /** As the test reads what is in it. */
    DatabaseUrl direct() {
        return server.admin();
    }

    FaultyWire wire() {
        return wire;
    }

    /** Empty where we may not mount. */
    Optional<SmallVolume> volume() {
        return volume;
    }

    /** SIGKILL. */
    void kill() {
        server.process().destroyForcibly();
        await().atMost(BOUND).until(() -> !server.process().isAlive());
    }

    /** Does for it what whoever runs a database does: starts it again if it has ended. */
    void keepAlive() {
        if (!server.process().isAlive()) {
            int port = server.port();
            await().atMost(BOUND)
                    .ignoreException(StackException.class) // those it left behind are still ending
                    .until(
                            () -> {
                                server = EmbeddedPostgres.start(CACHE, folder, port, watchdog);
                                return true;
                            });
        }
    }

    @Override
    public void close() {
        wire.close();
        server.close();
        watchdog.close();
        volume.ifPresent(SmallVolume::close);
    }
}
