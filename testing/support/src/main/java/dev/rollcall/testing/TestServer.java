package dev.rollcall.testing;

import dev.rollcall.stack.postgres.DatabaseUrl;
import dev.rollcall.stack.postgres.EmbeddedPostgres;
import dev.rollcall.stack.postgres.Folders;
import dev.rollcall.stack.process.Watchdog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.testcontainers.postgresql.PostgreSQLContainer;

/**
 * The PostgreSQL server of this JVM, chosen by {@code -Drollcall.postgres}: {@code embedded},
 * {@code testcontainers}, or a URL with the login of an administrator. It ends with the JVM.
 */
final class TestServer {

    private static final String CHOICE = "rollcall.postgres";
    private static final String IMAGE = "postgres:17";

    private TestServer() {}

    /** The administrator of a database that exists. */
    static DatabaseUrl start() {
        String choice = System.getProperty(CHOICE, "embedded");
        return switch (choice) {
            case "embedded" -> embedded();
            case "testcontainers" -> container();
            default -> DatabaseUrl.parse("-D" + CHOICE, choice, true);
        };
    }

    private static DatabaseUrl embedded() {
        Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
        try {
            Path folder = Files.createTempDirectory(temporary, "rollcall-test-");
            Watchdog watchdog = Watchdog.start();
            EmbeddedPostgres server =
                    EmbeddedPostgres.start(
                            temporary.resolve(
                                    "rollcall-postgres-" + System.getProperty("user.name")),
                            folder,
                            0,
                            watchdog);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server, watchdog, folder)));
            return server.admin();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void stop(EmbeddedPostgres server, Watchdog watchdog, Path folder) {
        server.close();
        watchdog.close();
        try {
            Folders.delete(folder);
        } catch (IOException e) {
            System.err.println("Left behind: " + folder);
        }
    }

    /**
     * Testcontainers ends it with the JVM; its default command would switch fsync off. An engine
     * older than the client wants {@code DOCKER_API_VERSION}, as the docker command does.
     */
    private static DatabaseUrl container() {
        String version = System.getenv("DOCKER_API_VERSION");
        if (version != null) {
            System.setProperty("api.version", version);
        }
        PostgreSQLContainer server = new PostgreSQLContainer(IMAGE).withCommand("postgres");
        server.start();
        return new DatabaseUrl(
                server.getHost(),
                server.getMappedPort(PostgreSQLContainer.POSTGRESQL_PORT),
                server.getDatabaseName(),
                server.getUsername(),
                server.getPassword(),
                "");
    }
}
