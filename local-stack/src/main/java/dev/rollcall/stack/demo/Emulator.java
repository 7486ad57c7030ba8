package dev.rollcall.stack.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.stack.process.StackException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The control API of the Clerk emulator. Each method fails on an answer that is not a success. */
final class Emulator {

    /** A person with a session and a fresh session token. */
    record Person(String userId, String token) {}

    /** One webhook message: held, pending, delivered, failed or dropped. */
    record Message(String id, String type, String state) {}

    private final JsonClient client;
    private final String url;

    Emulator(JsonClient client, String url) {
        this.client = client;
        this.url = url;
    }

    void hold(boolean hold) {
        set(JsonClient.object().put("hold", hold));
    }

    /** All switches, by their names in the control API. */
    JsonNode switches() {
        return require(client.get(url + "/emulator/switches", ""), "switches");
    }

    /** Sets those that are named; all as they then stand. */
    JsonNode set(ObjectNode switches) {
        JsonClient.Answer answer = client.put(url + "/emulator/switches", switches);
        return require(answer, "switches");
    }

    /** Makes so many people at once; how many there are of them. */
    int burst(int users) {
        ObjectNode body = JsonClient.object().put("users", users);
        return require(client.post(url + "/emulator/burst", body), "burst").path("userIds").size();
    }

    Person signUp(String email, String firstName, String lastName) {
        ObjectNode body =
                JsonClient.object()
                        .put("email", email)
                        .put("firstName", firstName)
                        .put("lastName", lastName);
        return person(require(client.post(url + "/emulator/sign-ups", body), "sign-up"));
    }

    /** A fresh token of somebody who exists, named by user name or user id. */
    Person token(String user, int ttlSeconds) {
        ObjectNode body = JsonClient.object().put("user", user).put("ttlSeconds", ttlSeconds);
        JsonClient.Answer answer = client.post(url + "/emulator/tokens", body);
        if (answer.status() == 404) {
            throw new StackException("The emulator knows nobody called " + user + '.');
        }
        return person(require(answer, "token"));
    }

    List<Message> messages(String userId) {
        String query = URLEncoder.encode(userId, StandardCharsets.UTF_8);
        JsonNode body =
                require(client.get(url + "/emulator/webhooks?userId=" + query, ""), "webhooks");
        List<Message> messages = new ArrayList<>();
        for (JsonNode each : body.path("messages")) {
            messages.add(
                    new Message(
                            each.path("id").asText(),
                            each.path("type").asText(),
                            each.path("state").asText()));
        }
        return messages;
    }

    /** Delivers a message again; the status with which it was answered. */
    int resend(String messageId) {
        String path = "/emulator/webhooks/" + messageId + "/resend";
        return require(client.post(url + path, JsonClient.object()), "resend")
                .path("status")
                .asInt();
    }

    /** Signs and delivers exactly this text; the status with which it was answered. */
    int send(String messageId, String payload) {
        ObjectNode body = JsonClient.object().put("id", messageId).put("payload", payload);
        return require(client.post(url + "/emulator/webhooks/send", body), "send")
                .path("status")
                .asInt();
    }

    /** A user as Clerk's Backend API shows it. */
    JsonNode user(String userId, String secretKey) {
        return require(client.get(url + "/v1/users/" + userId, secretKey), "user");
    }

    private static Person person(JsonNode body) {
        return new Person(body.path("userId").asText(), body.path("token").asText());
    }

    private static JsonNode require(JsonClient.Answer answer, String what) {
        if (answer.status() / 100 != 2) {
            String reason = answer.body().at("/errors/0/long_message").asText();
            throw new StackException(
                    "The emulator answered %s with %d. %s"
                            .formatted(what, answer.status(), reason)
                            .strip());
        }
        return answer.body();
    }
}
