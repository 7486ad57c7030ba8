package dev.rollcall.audit;

import dev.rollcall.contracts.audit.AppendRequest;
import dev.rollcall.contracts.audit.AppendResponse;
import dev.rollcall.contracts.audit.AppendResponse.AppendOutcome;
import dev.rollcall.contracts.audit.AppendResponse.Result;
import dev.rollcall.contracts.audit.AuditAction;
import dev.rollcall.contracts.audit.AuditEntry;
import dev.rollcall.contracts.audit.AuditRecordView;
import dev.rollcall.contracts.id.ClerkSessionId;
import dev.rollcall.contracts.id.ClerkUserId;
import dev.rollcall.contracts.id.RequestId;
import dev.rollcall.contracts.id.UserId;
import dev.rollcall.contracts.id.Uuid7;
import dev.rollcall.contracts.token.AuthenticatedUser;
import dev.rollcall.contracts.token.CallerTable;
import dev.rollcall.contracts.token.IdentityTokens;
import dev.rollcall.contracts.token.ServiceName;
import dev.rollcall.contracts.token.ServiceTokens;
import io.micronaut.core.type.Argument;
import io.micronaut.json.JsonMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Calls the service as the other services do: over HTTP, with their signatures. */
@Singleton
public final class AuditCalls {

    private static final String AUDIENCE = "audit";
    private static final Uuid7 IDS = new Uuid7(Clock.systemUTC());

    private final JsonMapper json;
    private final HttpClient http = HttpClient.newHttpClient();

    AuditCalls(JsonMapper json) {
        this.json = json;
    }

    /** Somebody whom nobody has heard of. */
    public static ClerkUserId somebody() {
        return new ClerkUserId("user_" + UUID.randomUUID().toString().replace("-", ""));
    }

    /** An entry of identity-service about a person, with their e-mail address as a detail. */
    public static AuditEntry created(ClerkUserId person) {
        return created(person, "ada@example.com");
    }

    public static AuditEntry created(ClerkUserId person, String email) {
        return new AuditEntry(
                IDS.next(),
                Instant.now(),
                AuditAction.USER_CREATED,
                AuditEntry.Outcome.SUCCEEDED,
                AuditEntry.Actor.service("identity"),
                person,
                null,
                null,
                Map.of("source", "webhook"),
                List.of(new AuditEntry.Detail(person, "email", email)));
    }

    public List<Result> append(URI server, AuditEntry... entries) {
        HttpResponse<String> answer =
                post(server, ServiceName.IDENTITY, write(new AppendRequest(List.of(entries))));
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(answer.statusCode() + " " + answer.body());
        }
        return read(answer.body(), AppendResponse.class).outcomes().stream()
                .map(AppendOutcome::result)
                .toList();
    }

    public HttpResponse<String> post(URI server, ServiceName caller, String body) {
        return send(
                request(server, CallerTable.APPEND_RECORDS, caller, requestId())
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    public HttpResponse<String> status(URI server) {
        return send(request(server, CallerTable.STATUS, ServiceName.GATEWAY, requestId()));
    }

    /** Reads the trail; {@code query} begins with a question mark or is empty. */
    public AuditRecordView.Page read(URI server, AuthenticatedUser reader, String query) {
        HttpResponse<String> answer = query(server, reader, query);
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(answer.statusCode() + " " + answer.body());
        }
        return read(answer.body(), AuditRecordView.Page.class);
    }

    public HttpResponse<String> query(
            URI server, @Nullable AuthenticatedUser reader, String query) {
        RequestId requestId = reader == null ? requestId() : reader.requestId();
        HttpRequest.Builder request =
                request(server, CallerTable.AUDIT_QUERY + query, ServiceName.GATEWAY, requestId);
        if (reader != null) {
            IdentityTokens.Signer signer =
                    new IdentityTokens.Signer(AuditStack.KEYS.identityKey(), Clock.systemUTC());
            request.header(IdentityTokens.HEADER, signer.sign(reader, AUDIENCE));
        }
        return send(request);
    }

    public static AuthenticatedUser reader(String role) {
        return new AuthenticatedUser(
                new UserId(IDS.next()),
                somebody(),
                new ClerkSessionId("sess_1"),
                requestId(),
                role,
                "active",
                null,
                null,
                null,
                null,
                null,
                null);
    }

    public String write(Object body) {
        try {
            return new String(json.writeValueAsBytes(body), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private <T> T read(String body, Class<T> type) {
        try {
            return Objects.requireNonNull(
                    json.readValue(body.getBytes(StandardCharsets.UTF_8), Argument.of(type)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static RequestId requestId() {
        return new RequestId(IDS.next().toString());
    }

    private static HttpRequest.Builder request(
            URI server, String target, ServiceName caller, RequestId requestId) {
        ServiceTokens.Signer signer =
                new ServiceTokens.Signer(
                        caller, AuditStack.KEYS.serviceKey(caller.wire()), Clock.systemUTC());
        return HttpRequest.newBuilder(server.resolve(target))
                .header(RequestId.HEADER, requestId.value())
                .header("Authorization", "Bearer " + signer.sign(AUDIENCE));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
