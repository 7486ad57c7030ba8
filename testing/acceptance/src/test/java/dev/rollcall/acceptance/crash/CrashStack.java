package dev.rollcall.acceptance.crash;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.acceptance.Door;
import dev.rollcall.acceptance.Emulator;
import dev.rollcall.acceptance.Launcher;
import dev.rollcall.contracts.webhook.WebhookSignature;
import dev.rollcall.stack.postgres.DatabaseUrl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A stack of its own to be broken, with its own data, on free ports; closing takes it down. */
final class CrashStack implements AutoCloseable {

    /** Clerk's sender comes back after 2 ms, 0.2 s, 0.9 s, 4 s, 9 s, 18 s and 18 s. */
    private static final String RETRY_SCALE = "0.0005";

    private final Path home;
    private final Launcher launcher;
    private final JsonNode status;
    private final Door clerk;
    private final DatabaseUrl database;

    private CrashStack(Path home, Launcher launcher, Optional<DatabaseUrl> database) {
        this.home = home;
        this.launcher = launcher;
        this.status = launcher.status();
        this.clerk = new Door(status.path("clerkUrl").asText());
        this.database =
                database.orElseGet(
                        () ->
                                DatabaseUrl.parse(
                                        "databaseUrl", status.path("databaseUrl").asText(), false));
    }

    /** With a database of its own. */
    static CrashStack start(Path home) {
        return start(home, new Launcher(home), Optional.empty());
    }

    /** On one that the test brings. */
    static CrashStack start(Path home, FaultyDatabase database) {
        Launcher launcher = new Launcher(home).with("DATABASE_URL", database.throughWire().url());
        return start(home, launcher, Optional.of(database.direct()));
    }

    private static CrashStack start(Path home, Launcher launcher, Optional<DatabaseUrl> database) {
        launcher.with("ROLLCALL_CLERK_RETRY_SCALE", RETRY_SCALE);
        Launcher.Result up = launcher.run("up", "--detach");
        if (up.exitCode() != 0) {
            throw new AssertionError("rollcall up failed:\n" + up.output());
        }
        return new CrashStack(home, launcher, database);
    }

    String gatewayUrl() {
        return status.path("gatewayUrl").asText();
    }

    Door clerkDoor() {
        return clerk;
    }

    Emulator clerk() {
        return new Emulator(clerk);
    }

    Launcher launcher() {
        return launcher;
    }

    DatabaseUrl database() {
        return database;
    }

    byte[] webhookSecret() throws IOException {
        return WebhookSignature.secret(
                Files.readString(home.resolve("secrets/webhook.secret")).strip());
    }

    int port(String name) {
        for (JsonNode process : status.path("processes")) {
            if (process.path("name").asText().equals(name)) {
                return process.path("port").asInt();
            }
        }
        throw new AssertionError(name + " is not running");
    }

    /** Where each service says whether it is ready; ports stay over a restart. */
    Map<String, String> readinessUrls() {
        Map<String, String> urls = new LinkedHashMap<>();
        for (JsonNode process : status.path("processes")) {
            String name = process.path("name").asText();
            String path = name.equals("gateway") ? "/api/auth/health" : "/health/readiness";
            if (!name.equals("postgres")) {
                urls.put(name, "http://127.0.0.1:" + process.path("port").asInt() + path);
            }
        }
        return urls;
    }

    @Override
    public void close() {
        launcher.run("down");
    }
}
