package dev.rollcall.identity;

import dev.rollcall.contracts.id.ClerkSessionId;
import dev.rollcall.contracts.id.ClerkUserId;
import dev.rollcall.contracts.id.RequestId;
import dev.rollcall.contracts.id.UserId;
import dev.rollcall.contracts.token.AuthenticatedUser;
import io.micronaut.http.HttpMethod;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.serde.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a person asks of identity-service through the gateway. */
final class AdminCalls {

    static final String ADMIN = "user_theadmin";

    /** A status and a JSON body. */
    record Answer(int status, JsonNode json) {

        /** The text of a field, or of one within; empty where there is none. */
        String text(Object... path) {
            @Nullable JsonNode value = json;
            for (Object step : path) {
                if (value != null) {
                    value =
                            step instanceof Integer index
                                    ? value.get(index)
                                    : value.get(step.toString());
                }
            }
            return value == null || value.isNull() ? "" : value.coerceStringValue();
        }
    }

    private final RunningIdentity identity;
    private final String role;
    private final String clerkId;

    AdminCalls(RunningIdentity identity, String role, String clerkId) {
        this.identity = identity;
        this.role = role;
        this.clerkId = clerkId;
    }

    AdminCalls(RunningIdentity identity) {
        this(identity, "admin", ADMIN);
    }

    Answer get(String path) {
        return call(HttpMethod.GET, path, "");
    }

    Answer post(String path, String body) {
        return call(HttpMethod.POST, path, body);
    }

    /** With an empty body: without one. */
    Answer call(HttpMethod method, String path, String body) {
        AuthenticatedUser user =
                new AuthenticatedUser(
                        new UserId(UUID.randomUUID()),
                        new ClerkUserId(clerkId),
                        new ClerkSessionId("sess_1"),
                        new RequestId(UUID.randomUUID().toString()),
                        role,
                        "active",
                        null,
                        null,
                        null,
                        null,
                        null,
                        null);
        HttpResponse<String> response = identity.ask(user, method.name(), path, body);
        try {
            JsonNode json =
                    ObjectMapper.getDefault()
                            .readValue(
                                    response.body().isEmpty() ? "{}" : response.body(),
                                    JsonNode.class);
            return new Answer(response.statusCode(), json == null ? JsonNode.nullNode() : json);
        } catch (IOException notJson) {
            throw new UncheckedIOException(notJson);
        }
    }
}
