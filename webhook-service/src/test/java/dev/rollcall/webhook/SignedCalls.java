package dev.rollcall.webhook;

import dev.rollcall.contracts.id.ClerkSessionId;
import dev.rollcall.contracts.id.ClerkUserId;
import dev.rollcall.contracts.id.RequestId;
import dev.rollcall.contracts.id.UserId;
import dev.rollcall.contracts.token.AuthenticatedUser;
import dev.rollcall.contracts.token.IdentityTokens;
import dev.rollcall.contracts.token.ServiceName;
import dev.rollcall.contracts.token.ServiceTokens;
import dev.rollcall.contracts.webhook.WebhookSignature;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;

/** Calls the service as the gateway does, with webhooks as Clerk's sender signs them. */
public final class SignedCalls implements AutoCloseable {

    private static final String WEBHOOK = "/api/webhooks/clerk";

    private static final UUID PERSON = UUID.randomUUID();

    private final URI server;
    private final HttpClient client = HttpClient.newHttpClient();
    private final ServiceTokens.Signer gateway =
            new ServiceTokens.Signer(
                    ServiceName.GATEWAY,
                    ServiceSettings.KEYS.serviceKey("gateway"),
                    Clock.systemUTC());

    private final IdentityTokens.Signer people =
            new IdentityTokens.Signer(ServiceSettings.KEYS.identityKey(), Clock.systemUTC());

    public SignedCalls(URI server) {
        this.server = server;
    }

    /** A webhook with a right signature of this moment. */
    public HttpRequest.Builder webhook(String id, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return webhook(id, bytes, ServiceSettings.SECRET, Instant.now());
    }

    public HttpRequest.Builder webhook(String id, byte[] body, String secret, Instant at) {
        byte[] key = WebhookSignature.secret(secret);
        long seconds = at.getEpochSecond();
        return unsigned(BodyPublishers.ofByteArray(body))
                .header("svix-id", id)
                .header("svix-timestamp", Long.toString(seconds))
                .header("svix-signature", WebhookSignature.sign(key, id, seconds, body));
    }

    /** The gateway's call without Clerk's headers. */
    public HttpRequest.Builder unsigned(BodyPublisher body) {
        return to(WEBHOOK).header("Content-Type", "application/json").POST(body);
    }

    /** A call of the gateway to any path. */
    public HttpRequest.Builder to(String path) {
        return anonymous(path)
                .header("Authorization", bearer(ServiceName.WEBHOOK))
                .header(RequestId.HEADER, "request-0001");
    }

    /** A call that the gateway passes on for a person with this role; no body is none. */
    public HttpResponse<String> as(String role, String method, String path, String body)
            throws IOException, InterruptedException {
        return as(PERSON, role, method, path, body);
    }

    public HttpResponse<String> as(
            UUID person, String role, String method, String path, String body)
            throws IOException, InterruptedException {
        AuthenticatedUser user =
                new AuthenticatedUser(
                        new UserId(person),
                        new ClerkUserId("user_operator"),
                        new ClerkSessionId("sess_1"),
                        new RequestId("request-0001"),
                        role,
                        "active",
                        null,
                        null,
                        null,
                        null,
                        null,
                        null);
        return send(
                to(path).header(IdentityTokens.HEADER, people.sign(user, "webhook"))
                        .header("Content-Type", "application/json")
                        .method(method, HttpRequest.BodyPublishers.ofString(body)));
    }

    public HttpRequest.Builder anonymous(String path) {
        return HttpRequest.newBuilder(server.resolve(path));
    }

    /** A call of audit-service. */
    public HttpResponse<String> fromAudit(String path, String body)
            throws IOException, InterruptedException {
        ServiceTokens.Signer audit =
                new ServiceTokens.Signer(
                        ServiceName.AUDIT,
                        ServiceSettings.KEYS.serviceKey("audit"),
                        Clock.systemUTC());
        return send(
                anonymous(path)
                        .header("Authorization", "Bearer " + audit.sign("webhook"))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    /** The gateway's token for a service. */
    public String bearer(ServiceName audience) {
        return "Bearer " + gateway.sign(audience.wire());
    }

    public HttpResponse<String> send(HttpRequest.Builder request)
            throws IOException, InterruptedException {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @Override
    public void close() {
        client.close();
    }
}
