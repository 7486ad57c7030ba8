package dev.rollcall.acceptance;

import static dev.rollcall.testing.Patience.BOUND;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.stack.postgres.ServiceRole;
import dev.rollcall.stack.process.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Another copy of a service beside the running stack's own: the same keys, another port. */
final class SecondCopy implements AutoCloseable {

    private static final String HEALTH = "/api/auth/health";
    private static final String READINESS = "/health/readiness";
    private static final List<String> PORTS =
            List.of("ROLLCALL_PORT", "ROLLCALL_IDENTITY_PORT", "ROLLCALL_WEBHOOK_PORT");
    private static final String PUBLISHABLE_KEY = "pk_test_Y2xlcmsubG9jYWxob3N0JA==";

    private final ProcessBuilder builder;
    private final Door door;
    private final String health;
    private Process process;

    private SecondCopy(ProcessBuilder builder, Door door, String health) {
        this.builder = builder;
        this.door = door;
        this.health = health;
        this.process = launch(builder);
        awaitReady();
    }

    /** In front of the stack's own services; ready when this returns. */
    static SecondCopy gateway(RunningStack stack) {
        return gateway(stack, Map.of());
    }

    /** One whose settings differ. */
    static SecondCopy gateway(RunningStack stack, Map<String, String> settings) {
        Map<String, String> environment = gatewayEnvironment(stack);
        environment.putAll(settings);
        return start(stack, "gateway", HEALTH, environment);
    }

    /** On the same database. */
    static SecondCopy identity(RunningStack stack) {
        Map<String, String> environment = serviceEnvironment(stack, "identity");
        environment.put("IDENTITY_DATABASE_URL", stack.databaseUrl(ServiceRole.IDENTITY));
        environment.put("CLERK_PUBLISHABLE_KEY", PUBLISHABLE_KEY);
        environment.put("CLERK_SECRET_KEY", stack.secrets().clerkSecretKey());
        environment.put("CLERK_API_URL", stack.clerkUrl());
        environment.put("CLERK_JWKS_URL", stack.clerkUrl() + "/.well-known/jwks.json");
        environment.put("ROLLCALL_CLERK_RATE_LIMIT", "10000");
        return start(stack, "identity-service", READINESS, environment);
    }

    /** On the same database, in front of the stack's own identity-service. */
    static SecondCopy webhook(RunningStack stack, String signingSecrets) {
        Map<String, String> environment = serviceEnvironment(stack, "webhook");
        environment.put("WEBHOOK_DATABASE_URL", stack.databaseUrl(ServiceRole.WEBHOOK));
        environment.put("CLERK_WEBHOOK_SIGNING_SECRET", signingSecrets);
        return start(stack, "webhook-service", READINESS, environment);
    }

    private static SecondCopy start(
            RunningStack stack, String module, String health, Map<String, String> environment) {
        Path root = Path.of(System.getProperty("rollcall.home", "../.."));
        int port = Ports.free();
        ProcessBuilder builder =
                new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-Xmx128m",
                        "-XX:SharedArchiveFile=" + archive(stack, module),
                        "-Xlog:cds*=off,aot*=off",
                        "-jar",
                        root.resolve(module + "/target/" + module + ".jar").toString());
        builder.redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(
                                stack.home().resolve("second-" + module + ".log").toFile()));
        builder.environment().clear();
        builder.environment().putAll(environment);
        for (String variable : PORTS) {
            builder.environment().put(variable, Integer.toString(port));
        }
        return new SecondCopy(builder, new Door("http://127.0.0.1:" + port), health);
    }

    /** What makes starts faster, if the stack before has left it. */
    private static Path archive(RunningStack stack, String module) {
        return stack.home().resolve("cache").resolve(module.replace("-service", "") + ".jsa");
    }

    private static Process launch(ProcessBuilder builder) {
        try {
            return builder.start();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void awaitReady() {
        await().atMost(BOUND).until(this::isReady);
    }

    /** Sends SIGTERM. */
    void terminate() {
        process.destroy();
    }

    /** The exit code of the process, once it has ended. */
    int awaitExit(Duration bound) throws InterruptedException {
        assertTrue(process.waitFor(bound.toMillis(), TimeUnit.MILLISECONDS), "still runs");
        return process.exitValue();
    }

    /** As an operator does it, on the same port; ready when this returns. */
    void restart() throws InterruptedException {
        terminate();
        int _ = awaitExit(BOUND);
        process = launch(builder);
        awaitReady();
    }

    /** The same with other settings from now on. */
    void restart(Map<String, String> settings) throws InterruptedException {
        builder.environment().putAll(settings);
        restart();
    }

    Door door() {
        return door;
    }

    boolean isReady() {
        try {
            return door.get(health, null).status() == 200;
        } catch (AssertionError notYet) {
            return false;
        }
    }

    private static Map<String, String> serviceEnvironment(RunningStack stack, String service) {
        Map<String, String> environment = urls(stack);
        environment.put("ROLLCALL_SERVICE_KEY", stack.secrets().privateKey(service + ".1"));
        environment.put("ROLLCALL_TRUSTED_KEYS", stack.secrets().trustedKeys());
        environment.put("ROLLCALL_TOMBSTONE_KEY", stack.secrets().tombstoneKey());
        return environment;
    }

    private static Map<String, String> gatewayEnvironment(RunningStack stack) {
        Map<String, String> environment = urls(stack);
        environment.put("ROLLCALL_SERVICE_KEY", stack.secrets().privateKey("gateway.1"));
        environment.put("ROLLCALL_IDENTITY_KEY", stack.secrets().privateKey("gateway-identity.1"));
        environment.put("ROLLCALL_TRUSTED_KEYS", stack.secrets().trustedKeys());
        environment.put("CLERK_PUBLISHABLE_KEY", PUBLISHABLE_KEY);
        environment.put("CLERK_JWKS_URL", stack.clerkUrl() + "/.well-known/jwks.json");
        environment.put("CLERK_AUTHORIZED_PARTIES", stack.gateway().base());
        environment.put("ROLLCALL_DRAIN_NOTICE", "0s");
        environment.putAll(Launcher.NO_LIMITS);
        return environment;
    }

    /** Where the stack's own services are. */
    private static Map<String, String> urls(RunningStack stack) {
        Map<String, String> urls = new HashMap<>();
        for (JsonNode row : stack.launcher().status().path("processes")) {
            urls.put(
                    "ROLLCALL_" + row.path("name").asText().toUpperCase(Locale.ROOT) + "_URL",
                    "http://127.0.0.1:" + row.path("port").asInt());
        }
        return urls;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }
}
