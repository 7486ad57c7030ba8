package dev.rollcall.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The Clerk emulator's control API. */
public final class Emulator {

    /** Somebody who has just signed up, with a session token. */
    public record Person(String userId, String sessionId, String token) {}

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Door door;

    public Emulator(Door door) {
        this.door = door;
    }

    public Person signUp(String email, Map<String, String> publicMetadata) {
        ObjectNode body = JSON.createObjectNode().put("email", email).put("firstName", "Test");
        body.set("publicMetadata", JSON.valueToTree(publicMetadata));
        JsonNode json = call("POST", "/emulator/sign-ups", body);
        String userId = json.path("userId").asText();
        return new Person(userId, json.path("sessionId").asText(), token(userId));
    }

    public String token(String user) {
        return token(user, Map.of());
    }

    /**
     * A token of ten minutes, for a slow machine must not outlive it; {@code claims} are added or
     * replace its own, a null takes one away.
     */
    String token(String user, Map<String, ? extends @Nullable Object> claims) {
        ObjectNode body = tokenOrder(user);
        body.set("claims", JSON.valueToTree(claims));
        return call("POST", "/emulator/tokens", body).path("token").asText();
    }

    /** The same, whose active organisation is the given one. */
    String tokenIn(String organization, String user) {
        ObjectNode body = tokenOrder(user).put("organization", organization);
        return call("POST", "/emulator/tokens", body).path("token").asText();
    }

    void switches(Map<String, Object> switches) {
        call("PUT", "/emulator/switches", JSON.valueToTree(switches));
    }

    /** What the emulator has to send, or has sent, about a user. */
    JsonNode messages(String userId) {
        Reply reply = door.get("/emulator/webhooks?userId=" + userId, null);
        return reply.json().path("messages");
    }

    String messageId(String userId, String type) {
        for (JsonNode message : messages(userId)) {
            if (message.path("type").asText().equals(type)) {
                return message.path("id").asText();
            }
        }
        throw new AssertionError("no " + type + " for " + userId);
    }

    /** When the first message about a user was taken, of those that are not in {@code before}. */
    Optional<Instant> firstTaken(String userId, Set<String> before) {
        return StreamSupport.stream(messages(userId).spliterator(), false)
                .filter(message -> !before.contains(message.path("id").asText()))
                .flatMap(
                        message ->
                                StreamSupport.stream(message.path("attempts").spliterator(), false))
                .filter(attempt -> attempt.path("status").asInt() == 200)
                .map(attempt -> Instant.ofEpochMilli(attempt.path("at").asLong()))
                .min(Comparator.naturalOrder());
    }

    /** What a browser does when its owner signs out: {@code end} or {@code remove}. */
    void signOut(Person person, String how, String secretKey) {
        String session = "/sessions/" + person.sessionId();
        String client = backend("GET", "/v1" + session, "", secretKey).path("client_id").asText();
        Map<String, String> cookie = Map.of("Cookie", "__client=" + client);
        Reply reply = door.send("POST", "/v1/client" + session + '/' + how, cookie, "");
        if (reply.status() != 200) {
            throw new AssertionError(how + ": " + reply);
        }
    }

    /** The status and body that our door gave to the same message again. */
    JsonNode resend(String messageId) {
        return call("POST", "/emulator/webhooks/" + messageId + "/resend", JSON.createObjectNode());
    }

    /** Signs and sends exactly this body now. */
    JsonNode send(String payload) {
        return call(
                "POST", "/emulator/webhooks/send", JSON.createObjectNode().put("payload", payload));
    }

    /** Makes many people at once, as an import does; their ids. */
    List<String> burst(int people) {
        JsonNode made =
                call("POST", "/emulator/burst", JSON.createObjectNode().put("users", people));
        return StreamSupport.stream(made.path("userIds").spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    /** Changes a person through the Backend API. */
    void update(String userId, String json, String secretKey) {
        backend("PATCH", "/v1/users/" + userId, json, secretKey);
    }

    JsonNode user(String userId, String secretKey) {
        return backend("GET", "/v1/users/" + userId, "", secretKey);
    }

    void delete(String userId, String secretKey) {
        backend("DELETE", "/v1/users/" + userId, "", secretKey);
    }

    /** A call of the Backend API, which must succeed. */
    JsonNode backend(String method, String path, String json, String secretKey) {
        Reply reply = door.send(method, path, Map.of("Authorization", "Bearer " + secretKey), json);
        if (reply.status() != 200) {
            throw new AssertionError(method + ' ' + path + ": " + reply);
        }
        return reply.json();
    }

    private static ObjectNode tokenOrder(String user) {
        return JSON.createObjectNode().put("user", user).put("ttlSeconds", 600);
    }

    private JsonNode call(String method, String path, JsonNode body) {
        Reply reply = door.send(method, path, Map.of(), body.toString());
        if (reply.status() / 100 != 2) {
            throw new AssertionError(method + ' ' + path + ": " + reply);
        }
        return reply.response().body().isEmpty() ? JSON.createObjectNode() : reply.json();
    }
}
