package dev.rollcall.stack.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.rollcall.stack.process.Watchdog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DatabaseSetupIT {

    private static final Map<ServiceRole, String> PASSWORDS =
            Map.of(
                    ServiceRole.IDENTITY, "for-identity",
                    ServiceRole.WEBHOOK, "for-webhook",
                    ServiceRole.AUDIT, "for-audit");

    private static final URL MIGRATIONS =
            Objects.requireNonNull(DatabaseSetupIT.class.getResource("/setup-migrations/"));

    @TempDir private static Path folder;
    private static Watchdog watchdog;
    private static EmbeddedPostgres server;

    @BeforeAll
    static void start() {
        watchdog = Watchdog.start();
        server = EmbeddedPostgres.start(TestClusters.CACHE, folder.resolve("cluster"), 0, watchdog);
    }

    @AfterAll
    static void stop() {
        server.close();
        watchdog.close();
    }

    @Test
    void givesTheServiceItsSchemaAndTheOwnerTheTables() throws SQLException {
        DatabaseUrl database = setUp(server.admin(), "once");

        assertEquals("0", ask(asService(database), "SELECT count(*) FROM identity.things"));
        assertEquals(
                "rollcall_owner",
                ask(database, "SELECT tableowner FROM pg_tables WHERE tablename = 'things'"));
    }

    @Test
    void canBeRepeated() throws SQLException {
        setUp(server.admin(), "twice");
        DatabaseUrl database = setUp(server.admin(), "twice");

        assertEquals("0", ask(asService(database), "SELECT count(*) FROM identity.things"));
    }

    @Test
    void canRunTwiceAtTheSameTime() throws Exception {
        try (ExecutorService two = Executors.newFixedThreadPool(2)) {
            Future<DatabaseUrl> first = two.submit(() -> setUp(server.admin(), "left"));
            Future<DatabaseUrl> second = two.submit(() -> setUp(server.admin(), "right"));

            assertEquals("left", database(first));
            assertEquals("right", database(second));
        }
    }

    @Test
    void needsNoSuperuser() throws SQLException {
        execute(
                server.admin(),
                "CREATE ROLE operator LOGIN CREATEROLE CREATEDB PASSWORD 'operator'");
        new DatabaseSetup(server.admin(), PASSWORDS).createRoles();
        for (String role : List.of("rollcall_identity", "rollcall_webhook", "rollcall_audit")) {
            execute(server.admin(), "GRANT " + role + " TO operator WITH ADMIN OPTION");
        }
        for (String role : List.of("rollcall_owner", "rollcall_identity_reader")) {
            execute(server.admin(), "GRANT " + role + " TO operator WITH ADMIN OPTION");
        }

        DatabaseUrl database = setUp(server.admin().withLogin("operator", "operator"), "theirs");

        assertEquals("0", ask(asService(database), "SELECT count(*) FROM identity.things"));
    }

    @Test
    void letsNobodyElseConnect() throws SQLException {
        DatabaseUrl database = setUp(server.admin(), "closed");
        execute(server.admin(), "CREATE ROLE stranger LOGIN PASSWORD 'stranger'");
        DatabaseUrl strangers = database.withLogin("stranger", "stranger");

        SQLException refused = assertThrows(SQLException.class, () -> strangers.connect().close());

        assertEquals("42501", refused.getSQLState());
    }

    @Test
    void keepsTheReadersRightsOutOfTheServicesOwn() throws SQLException {
        DatabaseUrl database = setUp(server.admin(), "apart");

        assertEquals(
                "f",
                ask(
                        asService(database),
                        "SELECT pg_has_role('rollcall_identity_reader', 'USAGE')"));
        execute(asService(database), "SET ROLE rollcall_identity_reader");
    }

    private static DatabaseUrl setUp(DatabaseUrl admin, String name) {
        DatabaseSetup setup = new DatabaseSetup(admin, PASSWORDS);
        setup.createRoles();
        DatabaseUrl database = setup.createDatabase(name);
        setup.createSchemas(database);
        try (URLClassLoader classes = new URLClassLoader(new URL[] {MIGRATIONS})) {
            setup.migrate(database, List.of(new Migrations(ServiceRole.IDENTITY, classes)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return database;
    }

    private static String database(Future<DatabaseUrl> done)
            throws ExecutionException, InterruptedException {
        return done.get().database();
    }

    private static DatabaseUrl asService(DatabaseUrl database) {
        return database.withLogin("rollcall_identity", "for-identity");
    }

    private static String ask(DatabaseUrl database, String query) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static void execute(DatabaseUrl database, String sql) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
