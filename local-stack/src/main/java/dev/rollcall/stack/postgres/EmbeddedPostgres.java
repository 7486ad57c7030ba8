package dev.rollcall.stack.postgres;

import dev.rollcall.stack.process.Commands;
import dev.rollcall.stack.process.LogTail;
import dev.rollcall.stack.process.Ports;
import dev.rollcall.stack.process.Signals;
import dev.rollcall.stack.process.StackException;
import dev.rollcall.stack.process.Watchdog;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A PostgreSQL server of our own on 127.0.0.1, as a child process. Durable: fsync, synchronous
 * commits, full page writes and checksums are on, which is asserted, and the data stays. If this
 * JVM is killed, the watchdog stops the server. Thread-safe.
 */
public final class EmbeddedPostgres implements AutoCloseable {

    private static final Duration START_BOUND = Duration.ofMinutes(3);
    private static final Duration FAST_STOP_BOUND = Duration.ofSeconds(20);
    private static final Duration PROBE_INTERVAL = Duration.ofMillis(25);

    private final Process process;
    private final Cluster cluster;
    private final int port;

    private EmbeddedPostgres(Process process, Cluster cluster, int port) {
        this.process = process;
        this.cluster = cluster;
        this.port = port;
    }

    /**
     * Starts a server and returns when it answers.
     *
     * @param cache where the programs are unpacked, shared by all clusters
     * @param folder the cluster's folder (data, log, password), made if it does not exist
     * @param port on 127.0.0.1; 0 takes a free one
     * @throws StackException in one line: unsupported platform, port in use, folder in use, not
     *     durable
     */
    public static EmbeddedPostgres start(Path cache, Path folder, int port, Watchdog watchdog) {
        return start(cache, folder, port, watchdog, RunAs.detect());
    }

    static EmbeddedPostgres start(
            Path cache, Path folder, int port, Watchdog watchdog, RunAs runAs) {
        Path binaries = PostgresArchive.unpackInto(cache.toAbsolutePath());
        Cluster cluster = new Cluster(folder.toAbsolutePath());
        cluster.create(binaries, runAs);
        PostmasterFile.requireUnused(cluster.data());
        int chosen = port == 0 ? Ports.free() : port;
        if (!Ports.isFree(chosen)) {
            throw new StackException(
                    "PostgreSQL's port %d on 127.0.0.1 is in use.".formatted(chosen));
        }
        Process process = launch(binaries, cluster, chosen, runAs);
        watchdog.watch(process, Watchdog.Ending.INT);
        EmbeddedPostgres server = new EmbeddedPostgres(process, cluster, chosen);
        try {
            server.awaitReady();
            server.requireDurable();
            return server;
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
    }

    public int port() {
        return port;
    }

    /** The server's own process. */
    public ProcessHandle process() {
        return process.toHandle();
    }

    public Path log() {
        return cluster.log();
    }

    /** The superuser on database {@code postgres}. */
    public DatabaseUrl admin() {
        return new DatabaseUrl(
                "127.0.0.1", port, "postgres", Cluster.SUPERUSER, cluster.password(), "");
    }

    /** Fast shutdown, after a bound the immediate one; the data stays. */
    @Override
    public void close() {
        if (!endsAfter("INT", FAST_STOP_BOUND) && !endsAfter("QUIT", FAST_STOP_BOUND)) {
            process.destroyForcibly();
        }
    }

    private static Process launch(Path binaries, Cluster cluster, int port, RunAs runAs) {
        List<String> command = new ArrayList<>();
        command.add(binaries.resolve("bin/postgres").toString());
        command.add("-D");
        command.add(cluster.data().toString());
        command.addAll(ServerOptions.arguments(port));
        try {
            return new ProcessBuilder(Commands.inOwnSession(runAs.command(command)))
                    .directory(cluster.folder().toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(cluster.log().toFile()))
                    .start();
        } catch (IOException e) {
            throw new StackException("PostgreSQL does not start: " + e.getMessage(), e);
        }
    }

    private void awaitReady() {
        Instant deadline = Instant.now().plus(START_BOUND);
        DatabaseUrl admin = admin();
        while (Instant.now().isBefore(deadline)) {
            if (exitsWithin(PROBE_INTERVAL)) {
                throw new StackException("PostgreSQL ended: " + LogTail.last(cluster.log()));
            }
            try (Connection connection = admin.connect()) {
                if (connection.isValid(1)) {
                    return;
                }
            } catch (SQLException notYet) {
                // refused or still recovering
            }
        }
        throw new StackException(
                "PostgreSQL is not ready after "
                        + START_BOUND.toSeconds()
                        + " s: "
                        + cluster.log());
    }

    private void requireDurable() {
        try (Connection connection = admin().connect();
                Statement statement = connection.createStatement()) {
            for (String setting : ServerOptions.DURABLE) {
                try (ResultSet row = statement.executeQuery("SHOW " + setting)) {
                    row.next();
                    if (!"on".equals(row.getString(1))) {
                        throw new StackException(
                                "PostgreSQL is not durable: %s is %s."
                                        .formatted(setting, row.getString(1)));
                    }
                }
            }
        } catch (SQLException e) {
            throw new StackException("PostgreSQL does not answer: " + e.getMessage(), e);
        }
    }

    private boolean endsAfter(String signal, Duration bound) {
        if (process.isAlive()) {
            Signals.send(signal, process.toHandle());
        }
        return exitsWithin(bound);
    }

    private boolean exitsWithin(Duration bound) {
        try {
            return process.waitFor(bound.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
