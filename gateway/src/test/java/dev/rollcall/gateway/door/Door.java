package dev.rollcall.gateway.door;

import static dev.rollcall.testing.Patience.BOUND;
import static org.awaitility.Awaitility.await;

import dev.rollcall.gateway.door.RecordingService.Answer;
import dev.rollcall.gateway.door.RecordingService.Received;
import dev.rollcall.gateway.token.KeyState;
import dev.rollcall.gateway.token.TokenForge;
import dev.rollcall.testing.TestKeys;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A started gateway between a client and recording services, with Clerk's keys served to it. */
final class Door implements AutoCloseable {

    private static final Pattern RECORD_ID = Pattern.compile("\"id\":\"([0-9a-f-]{36})\"");

    final TokenForge clerk = TokenForge.withKey("ins_1");
    final TestKeys keys = TestKeys.generate();
    final RecordingService jwks = new RecordingService(_ -> Answer.json(200, clerk.jwks()));
    final Feed feed;
    final RecordingService identity = new RecordingService(Door::identity);
    final RecordingService audit = new RecordingService(Door::audit);
    final RecordingService webhook =
            new RecordingService(_ -> Answer.json(200, "{\"outcome\":\"accepted\"}"));
    final RecordingService sample = new RecordingService(_ -> Answer.json(200, "{\"ok\":true}"));
    final EmbeddedServer server;
    final Wire wire;

    Door(Map<String, Object> settings) {
        this(settings, new Feed());
    }

    Door(Map<String, Object> settings, Feed feed) {
        this(settings, feed, Clock.systemUTC());
    }

    /** The gateway's time is the clock's. */
    Door(Map<String, Object> settings, Feed feed, Clock clock) {
        this.feed = feed;
        identity.aside("/internal/changes", feed::answer);
        Map<String, Object> properties = new HashMap<>();
        properties.put("micronaut.server.port", -1);
        properties.put("rollcall.service.key", keys.serviceKey("gateway"));
        properties.put("rollcall.identity.key", keys.identityKey());
        properties.put("rollcall.clerk.publishable-key", TokenForge.PUBLISHABLE_KEY);
        properties.put("rollcall.clerk.jwks-url", jwks.url() + "/.well-known/jwks.json");
        properties.put("rollcall.clerk.authorized-parties", TokenForge.PARTY);
        properties.put("rollcall.clerk.frontend-url", "http://127.0.0.1:8085");
        properties.put("micronaut.http.services.identity.url", identity.url());
        properties.put("micronaut.http.services.audit.url", audit.url());
        properties.put("micronaut.http.services.webhook.url", webhook.url());
        properties.put("rollcall.upstreams.identity.url", identity.url());
        properties.put("rollcall.upstreams.audit.url", audit.url());
        properties.put("rollcall.upstreams.webhook.url", webhook.url());
        properties.put("rollcall.upstreams.sample.url", sample.url());
        for (String service : List.of("identity", "audit", "webhook")) {
            // a slow machine is no fault
            properties.put("micronaut.http.services." + service + ".read-timeout", "1m");
            properties.put("micronaut.http.services." + service + ".connect-timeout", "1m");
        }
        properties.putAll(settings);
        server = ApplicationContext.builder(properties).singletons(clock).run(EmbeddedServer.class);
        if (!settings.containsKey("rollcall.clerk.jwks-url")) {
            KeyState keys = server.getApplicationContext().getBean(KeyState.class);
            await().atMost(BOUND).until(keys::isPresent);
        }
        wire = new Wire(server.getPort());
    }

    /** A bearer header for a person; identity knows admin, compliance, banned, pending, others. */
    String bearer(String person) {
        return "Authorization: Bearer " + token(person);
    }

    String token(String person) {
        return clerk.token("user_" + person, Instant.now());
    }

    void forget() {
        identity.forget();
        audit.forget();
        webhook.forget();
        sample.forget();
        identity.behave(Door::identity);
        audit.behave(Door::audit);
    }

    static Answer identity(Received request) {
        if (request.target().equals("/internal/status")) {
            return status();
        }
        String body = request.body();
        if (body.contains("\"user_banned\"")) {
            return Answer.problem(403, "user_disabled");
        }
        String role =
                body.contains("\"user_admin\"")
                        ? "admin"
                        : body.contains("\"user_compliance\"") ? "compliance" : "member";
        String status = body.contains("\"user_pending\"") ? "pending" : "active";
        String user = body.replaceAll("(?s).*\"clerkId\":\"(user_[A-Za-z0-9]+)\".*", "$1");
        return Answer.json(
                200,
                """
                {"user":{"id":"0193b5a0-0000-7000-8000-000000000001","clerkId":"%s",\
                "email":"grace@example.com","role":"%s","syncStatus":"%s",\
                "createdAt":"2026-11-20T10:00:00Z","updatedAt":"2026-11-20T10:00:00Z"},\
                "effectiveRole":"%s","orgs":[]}"""
                        .formatted(user, role, status, role));
    }

    static Answer audit(Received request) {
        if (request.target().equals("/internal/status")) {
            return status();
        }
        if (request.target().equals("/internal/records")) {
            String outcomes =
                    RECORD_ID
                            .matcher(request.body())
                            .results()
                            .map(
                                    id ->
                                            "{\"id\":\"%s\",\"result\":\"STORED\"}"
                                                    .formatted(id.group(1)))
                            .collect(Collectors.joining(","));
            return Answer.json(200, "{\"outcomes\":[" + outcomes + "]}");
        }
        return Answer.json(200, "{\"records\":[]}");
    }

    private static Answer status() {
        return Answer.json(
                200,
                """
                {"up":true,"parts":{"database":"up"},\
                "facts":{"lastSyncFailureAt":"2026-11-20T09:00:00Z"}}""");
    }

    @Override
    public void close() {
        server.close();
        jwks.close();
        identity.close();
        audit.close();
        webhook.close();
        sample.close();
    }
}
