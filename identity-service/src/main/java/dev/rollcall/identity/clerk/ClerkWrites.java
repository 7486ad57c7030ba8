package dev.rollcall.identity.clerk;

import dev.rollcall.contracts.id.ClerkUserId;
import io.micronaut.http.HttpMethod;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.serde.ObjectMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/** Changes of users at Clerk, each answered by the user as it is then. */
@Singleton
public class ClerkWrites {

    private final ClerkClient clerk;
    private final ObjectMapper json;

    ClerkWrites(ClerkClient clerk, ObjectMapper json) {
        this.clerk = clerk;
        this.json = json;
    }

    /** Fields of the user object; those that are not named stay. */
    public ClerkAnswer update(ClerkUserId user, JsonNode fields) {
        return clerk.send(HttpMethod.PATCH, path(user), text(fields));
    }

    /** Merged into {@code public_metadata}; a key that is null is removed. */
    public ClerkAnswer mergePublicMetadata(ClerkUserId user, JsonNode metadata) {
        JsonNode body = JsonNode.createObjectNode(Map.of("public_metadata", metadata));
        return clerk.send(HttpMethod.PATCH, path(user) + "/metadata", text(body));
    }

    public ClerkAnswer ban(ClerkUserId user) {
        return clerk.send(HttpMethod.POST, path(user) + "/ban", null);
    }

    public ClerkAnswer unban(ClerkUserId user) {
        return clerk.send(HttpMethod.POST, path(user) + "/unban", null);
    }

    /** The answer is a deleted object, not a user. */
    public ClerkAnswer delete(ClerkUserId user) {
        return clerk.send(HttpMethod.DELETE, path(user), null);
    }

    private static String path(ClerkUserId user) {
        return "/v1/users/" + user.value();
    }

    private String text(JsonNode body) {
        try {
            return json.writeValueAsString(body);
        } catch (IOException impossible) {
            throw new UncheckedIOException("a tree is always written", impossible);
        }
    }
}
