package dev.rollcall.webhook;

import static dev.rollcall.testing.Patience.BOUND;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.stack.postgres.ServiceRole;
import dev.rollcall.testing.ClerkEvents;
import dev.rollcall.testing.TestDatabase;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The real process, told everything by environment variables alone. */
final class WebhookServiceIT {

    private final TestDatabase database = TestDatabase.create(ServiceRole.WEBHOOK);

    @Test
    void servesWithWhatTheEnvironmentSays() throws Exception {
        int port = freePort();
        Map<String, String> environment = environment(port);
        environment.put("ROLLCALL_FORWARD_TARGETS", "my-crm");
        environment.put("ROLLCALL_FORWARD_MY_CRM_URL", "http://127.0.0.1:9");
        environment.put("ROLLCALL_FORWARD_MY_CRM_SECRET", ServiceSettings.SECRET);
        environment.put("ROLLCALL_FORWARD_MY_CRM_ALLOW_PRIVATE", "true");
        Process process = start(environment);
        try (SignedCalls calls = new SignedCalls(URI.create("http://127.0.0.1:" + port))) {
            await().atMost(BOUND)
                    .ignoreExceptions()
                    .until(
                            () ->
                                    calls.send(calls.anonymous("/health/readiness")).statusCode()
                                            == 200);

            assertEquals(
                    200,
                    calls.send(calls.webhook("msg_1", ClerkEvents.body("user.created")))
                            .statusCode());
            String targets = calls.as("admin", "GET", "/api/admin/webhooks/targets", "").body();
            assertTrue(targets.contains("\"name\":\"my-crm\""), targets);
        } finally {
            process.destroy();
            assertTrue(process.waitFor(BOUND.toSeconds(), TimeUnit.SECONDS));
        }
    }

    @Test
    void doesNotStartWithoutASecretAndNamesIt() throws Exception {
        Map<String, String> environment = environment(freePort());
        environment.remove("CLERK_WEBHOOK_SIGNING_SECRET");

        Process process = start(environment);

        assertTrue(process.waitFor(BOUND.toSeconds(), TimeUnit.SECONDS));
        assertEquals(1, process.exitValue());
        assertTrue(output(process).contains("CLERK_WEBHOOK_SIGNING_SECRET is not set"));
    }

    @Test
    void doesNotStartWithATargetThatHasNoSecretAndNamesTheVariable() throws Exception {
        Map<String, String> environment = environment(freePort());
        environment.put("ROLLCALL_FORWARD_TARGETS", "crm");
        environment.put("ROLLCALL_FORWARD_CRM_URL", "https://crm.example.com");

        Process process = start(environment);

        assertTrue(process.waitFor(BOUND.toSeconds(), TimeUnit.SECONDS));
        assertEquals(1, process.exitValue());
        assertTrue(output(process).contains("ROLLCALL_FORWARD_CRM_SECRET is not set"));
    }

    private Map<String, String> environment(int port) {
        Map<String, String> environment = new HashMap<>();
        environment.put("WEBHOOK_DATABASE_URL", database.url(ServiceRole.WEBHOOK));
        environment.put("ROLLCALL_WEBHOOK_PORT", Integer.toString(port));
        environment.put("ROLLCALL_SERVICE_KEY", ServiceSettings.KEYS.serviceKey("webhook"));
        environment.put("ROLLCALL_TRUSTED_KEYS", ServiceSettings.KEYS.trustedKeys());
        environment.put("ROLLCALL_TOMBSTONE_KEY", ServiceSettings.TOMBSTONE_KEY);
        environment.put("CLERK_WEBHOOK_SIGNING_SECRET", ServiceSettings.SECRET);
        return environment;
    }

    private static Process start(Map<String, String> environment) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        WebhookService.class.getName());
        builder.redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(environment);
        return builder.start();
    }

    private static String output(Process process) throws IOException {
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
