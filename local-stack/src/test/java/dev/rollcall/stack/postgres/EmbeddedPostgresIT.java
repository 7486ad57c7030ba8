package dev.rollcall.stack.postgres;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.stack.process.Ports;
import dev.rollcall.stack.process.StackException;
import dev.rollcall.stack.process.Watchdog;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EmbeddedPostgresIT {

    @TempDir private Path folder;
    private Watchdog watchdog;

    @BeforeEach
    void startWatchdog() {
        watchdog = Watchdog.start();
    }

    @AfterEach
    void closeWatchdog() {
        watchdog.close();
    }

    @Test
    void isDurable() throws SQLException {
        try (EmbeddedPostgres server = start(0)) {
            assertEquals("on", ask(server, "SHOW fsync"));
            assertEquals("on", ask(server, "SHOW synchronous_commit"));
            assertEquals("on", ask(server, "SHOW full_page_writes"));
            assertEquals("on", ask(server, "SHOW data_checksums"));
        }
    }

    @Test
    void keepsItsDataOverAStop() throws SQLException {
        try (EmbeddedPostgres server = start(0)) {
            execute(server, "CREATE TABLE kept AS SELECT 'Grüße' AS word");
        }

        try (EmbeddedPostgres server = start(0)) {
            assertEquals("Grüße", ask(server, "SELECT word FROM kept"));
        }
    }

    @Test
    void keepsItsDataOverAKill() throws SQLException {
        EmbeddedPostgres killed = start(0);
        execute(killed, "CREATE TABLE kept AS SELECT 42 AS answer");
        killed.process().destroyForcibly();
        killed.close();

        try (EmbeddedPostgres server = start(0)) {
            assertEquals("42", ask(server, "SELECT answer FROM kept"));
        }
    }

    @Test
    void keepsPasswordAndDataFromOthers() throws IOException {
        try (EmbeddedPostgres server = start(0)) {
            Path data = server.log().resolveSibling("data");
            Path password = server.log().resolveSibling("superuser.password");

            assertEquals(
                    PosixFilePermissions.fromString("rwx------"),
                    Files.getPosixFilePermissions(data));
            assertEquals(
                    PosixFilePermissions.fromString("rw-------"),
                    Files.getPosixFilePermissions(password));
        }
    }

    @Test
    void asksEverybodyForThePassword() {
        try (EmbeddedPostgres server = start(0)) {
            DatabaseUrl wrong = server.admin().withLogin("postgres", "wrong");

            SQLException refused = assertThrows(SQLException.class, () -> wrong.connect().close());

            assertEquals("28P01", refused.getSQLState());
        }
    }

    @Test
    void logsNoStatementAndNoValue() throws SQLException, IOException {
        try (EmbeddedPostgres server = start(0)) {
            execute(server, "CREATE TABLE people (email text PRIMARY KEY)");
            execute(server, "INSERT INTO people VALUES ('ada@example.com')");
            assertThrows(
                    SQLException.class,
                    () -> execute(server, "INSERT INTO people VALUES ('ada@example.com')"));
            assertThrows(SQLException.class, () -> ask(server, "SELECT 'ada@example.com'::uuid"));

            assertFalse(Files.readString(server.log()).contains("ada@example.com"));
        }
    }

    @Test
    void refusesAPortInUse() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            StackException refused =
                    assertThrows(StackException.class, () -> start(taken.getLocalPort()));

            assertTrue(String.valueOf(refused.getMessage()).contains("is in use"));
        }
    }

    @Test
    void startsOverALockFileWhoseProcessIsAnotherProgram() throws IOException, SQLException {
        start(0).close();
        Path lock = folder.resolve("cluster/data/postmaster.pid");
        Files.writeString(lock, ProcessHandle.current().pid() + "\n");

        try (EmbeddedPostgres server = start(0)) {
            assertEquals("1", ask(server, "SELECT 1"));
        }
    }

    @Test
    void isStoppedByTheWatchdog() {
        EmbeddedPostgres server = start(0);

        watchdog.close();

        await().atMost(Duration.ofMinutes(4)).until(() -> !server.process().isAlive());
    }

    @Test
    void takesTheGivenPort() {
        int port = Ports.free();

        try (EmbeddedPostgres server = start(port)) {
            assertEquals(port, server.port());
        }
    }

    private EmbeddedPostgres start(int port) {
        return EmbeddedPostgres.start(
                TestClusters.CACHE, folder.resolve("cluster"), port, watchdog);
    }

    private static String ask(EmbeddedPostgres server, String query) throws SQLException {
        try (Connection connection = server.admin().connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static void execute(EmbeddedPostgres server, String sql) throws SQLException {
        try (Connection connection = server.admin().connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
