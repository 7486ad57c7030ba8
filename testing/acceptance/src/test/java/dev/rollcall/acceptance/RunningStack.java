package dev.rollcall.acceptance;

import static dev.rollcall.testing.Patience.BOUND;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.stack.postgres.DatabaseUrl;
import dev.rollcall.stack.postgres.ServiceRole;
import dev.rollcall.stack.secret.Secrets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;

/**
 * One stack for all tests that only use it: started by {@code ./rollcall up --detach} when the
 * first asks, stopped when the JVM ends. People and messages are each test's own.
 */
final class RunningStack {

    private static final class Holder {
        static final RunningStack INSTANCE = new RunningStack();
    }

    private final Path home = temporaryHome();
    private final Launcher launcher;
    private final Door gateway;
    private final Emulator clerk;
    private final String clerkUrl;
    private final String databaseUrl;

    private RunningStack() {
        launcher = new Launcher(home);
        Launcher.Result up = launcher.run("up", "--detach");
        if (up.exitCode() != 0) {
            throw new AssertionError("rollcall up failed:\n" + up.output());
        }
        Runtime.getRuntime().addShutdownHook(new Thread(() -> launcher.run("down")));
        JsonNode status = launcher.status();
        gateway = new Door(status.path("gatewayUrl").asText());
        clerkUrl = status.path("clerkUrl").asText();
        clerk = new Emulator(new Door(clerkUrl));
        databaseUrl = status.path("databaseUrl").asText();
    }

    static RunningStack get() {
        return Holder.INSTANCE;
    }

    static Path temporaryHome() {
        try {
            return Files.createTempDirectory("rollcall-acceptance");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Where the stack keeps its data, logs and secrets. */
    Path home() {
        return home;
    }

    Launcher launcher() {
        return launcher;
    }

    Door gateway() {
        return gateway;
    }

    Emulator clerk() {
        return clerk;
    }

    String clerkUrl() {
        return clerkUrl;
    }

    /** Where a process listens. */
    int port(String process) {
        for (JsonNode row : launcher.status().path("processes")) {
            if (row.path("name").asText().equals(process)) {
                return row.path("port").asInt();
            }
        }
        throw new AssertionError("there is no process " + process);
    }

    /** What the emulator takes for its Backend API. */
    String clerkSecretKey() {
        return secrets().clerkSecretKey();
    }

    Secrets secrets() {
        return new Secrets(home.resolve("secrets"));
    }

    /** A person nobody has seen before. */
    Emulator.Person newPerson() {
        return clerk.signUp(newAddress(), Map.of());
    }

    /** An e-mail address nobody has. */
    String newAddress() {
        return "p" + UUID.randomUUID().toString().substring(0, 8) + "@example.com";
    }

    /** The database as a service's own role logs in to it. */
    String databaseUrl(ServiceRole role) {
        String password = secrets().rolePasswords().get(role);
        return DatabaseUrl.parse("databaseUrl", databaseUrl, false)
                .withLogin(role.role(), String.valueOf(password))
                .url();
    }

    /**
     * One value, as the superuser of the database sees it; {@code null} as text, no row as such.
     */
    String value(String sql, String... parameters) {
        DatabaseUrl url = DatabaseUrl.parse("databaseUrl", databaseUrl, false);
        try (Connection connection = url.connect();
                var statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setString(i + 1, parameters[i]);
            }
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? String.valueOf(rows.getString(1)) : "no row";
            }
        } catch (SQLException failed) {
            throw new AssertionError(sql, failed);
        }
    }

    /** Where an accepted event stands. */
    String inboxState(String messageId) {
        return value("SELECT state FROM webhook.inbox WHERE message_id = ?", messageId);
    }

    /** A column of a person's row. */
    String user(Emulator.Person person, String column) {
        return value(
                "SELECT " + column + " FROM identity.users WHERE clerk_id = ?", person.userId());
    }

    /** Whatever changes about the person has happened, and the gateway has had time to hear it. */
    void awaitQuiet(Emulator.Person person) {
        await().atMost(BOUND).until(() -> isDelivered(person));
        await().pollDelay(Duration.ofSeconds(1))
                .atMost(BOUND)
                .until(
                        () ->
                                value(
                                                "SELECT count(*) FROM identity.changes WHERE"
                                                        + " position IS NULL")
                                        .equals("0"));
    }

    /** Whether all that Clerk has to tell of a person has been taken and applied. */
    boolean isDelivered(Emulator.Person person) {
        for (JsonNode message : clerk.messages(person.userId())) {
            if (!message.path("state").asText().equals("delivered")) {
                return false;
            }
        }
        return "0"
                .equals(
                        value(
                                "SELECT count(*) FROM webhook.inbox WHERE state = 'pending' AND"
                                        + " subject = ?",
                                person.userId()));
    }
}
