package dev.rollcall.acceptance;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
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

/** Another copy of the gateway beside the running stack's own, in front of the same services. */
final class SecondGateway implements AutoCloseable {

    private static final Duration BOUND = Duration.ofMinutes(2);

    private final Process process;
    private final Door door;

    private SecondGateway(Process process, Door door) {
        this.process = process;
        this.door = door;
    }

    /** Returns once it is ready. */
    static SecondGateway beside(RunningStack stack) {
        Path root = Path.of(System.getProperty("rollcall.home", "../.."));
        int port = Ports.free();
        ProcessBuilder builder =
                new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-jar",
                        root.resolve("gateway/target/gateway.jar").toString());
        builder.redirectErrorStream(true)
                .redirectOutput(stack.home().resolve("second-gateway.log").toFile());
        builder.environment().clear();
        builder.environment().putAll(environment(stack, port));
        try {
            SecondGateway second =
                    new SecondGateway(builder.start(), new Door("http://127.0.0.1:" + port));
            second.awaitReady();
            return second;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    Door door() {
        return door;
    }

    private void awaitReady() {
        await().atMost(BOUND).until(this::isUp);
    }

    private boolean isUp() {
        try {
            return door.get("/api/auth/health", null).status() == 200;
        } catch (AssertionError notYet) {
            return false;
        }
    }

    private static Map<String, String> environment(RunningStack stack, int port) {
        Map<String, Integer> ports = new HashMap<>();
        for (JsonNode row : stack.launcher().status().path("processes")) {
            ports.put(row.path("name").asText(), row.path("port").asInt());
        }
        Map<String, String> environment = new HashMap<>();
        for (String service : List.of("webhook", "identity", "audit", "sample")) {
            environment.put(
                    "ROLLCALL_" + service.toUpperCase(Locale.ROOT) + "_URL",
                    "http://127.0.0.1:" + ports.get(service));
        }
        environment.put("ROLLCALL_PORT", Integer.toString(port));
        environment.put("ROLLCALL_SERVICE_KEY", stack.secrets().privateKey("gateway.1"));
        environment.put("ROLLCALL_IDENTITY_KEY", stack.secrets().privateKey("gateway-identity.1"));
        environment.put("ROLLCALL_TRUSTED_KEYS", stack.secrets().trustedKeys());
        environment.put("CLERK_PUBLISHABLE_KEY", "pk_test_Y2xlcmsubG9jYWxob3N0JA==");
        environment.put("CLERK_JWKS_URL", stack.clerkUrl() + "/.well-known/jwks.json");
        environment.put("CLERK_AUTHORIZED_PARTIES", stack.gateway().base());
        return environment;
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
