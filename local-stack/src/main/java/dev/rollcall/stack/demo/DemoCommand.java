package dev.rollcall.stack.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.stack.launch.RunningStack;
import dev.rollcall.stack.postgres.DatabaseUrl;
import dev.rollcall.stack.process.StackException;
import dev.rollcall.stack.secret.Secrets;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/**
 * Plays one person's story through the public door of the running stack: the first request comes
 * before any webhook, then the webhooks come, once more, and too late. Can be repeated: each run
 * signs up somebody new.
 */
public final class DemoCommand {

    private static final Duration LATE_BY = Duration.ofHours(1);
    private static final int TOKEN_SECONDS = 60;

    private final RunningStack stack;
    private final Secrets secrets;
    private final JsonClient client = new JsonClient();
    private final Emulator emulator;
    private final MirrorView mirror;
    private final Steps steps;

    public DemoCommand(RunningStack stack, Secrets secrets, PrintStream out) {
        this.stack = stack;
        this.secrets = secrets;
        this.emulator = new Emulator(client, stack.clerkUrl());
        this.mirror = new MirrorView(DatabaseUrl.parse("databaseUrl", stack.databaseUrl(), false));
        this.steps = new Steps(out);
    }

    public void run() {
        Emulator.Person[] signedUp = new Emulator.Person[1];
        try {
            steps.step("Clerk holds its webhooks back", () -> hold(true));
            steps.step(
                    "A person signs up",
                    () -> {
                        signedUp[0] = signUp();
                        return signedUp[0].userId();
                    });
            steps.step("Their first request finds the local user", () -> profile(signedUp[0]));
            steps.step("No webhook has arrived so far", () -> heldBack(signedUp[0].userId()));
        } finally {
            emulator.hold(false);
        }
        String userId = signedUp[0].userId();
        steps.step("The webhooks are released and applied", () -> applied(userId));
        String row = mirror.row(userId);
        steps.step("The same webhook comes again", () -> again(userId, row));
        steps.step("An older one comes late", () -> late(userId, row));
        steps.step("A back end behind the gateway knows the person", () -> sample(signedUp[0]));
        steps.step("An admin reads the audit trail", () -> auditTrail(userId));
    }

    private String hold(boolean hold) {
        emulator.hold(hold);
        return "held";
    }

    private Emulator.Person signUp() {
        String unique = UUID.randomUUID().toString().substring(0, 8);
        return emulator.signUp("demo-" + unique + "@example.com", "Demo", "Person");
    }

    private String profile(Emulator.Person person) {
        JsonNode user = get("/api/auth/profile", person.token()).path("user");
        Steps.require(
                user.path("clerkId").asText().equals(person.userId()),
                "the profile is not the person's");
        Steps.require(!user.path("id").asText().isEmpty(), "the profile has no local id");
        return "200, local id %s, %s"
                .formatted(user.path("id").asText(), user.path("syncStatus").asText());
    }

    private String heldBack(String userId) {
        List<Emulator.Message> messages = emulator.messages(userId);
        Steps.require(!messages.isEmpty(), "Clerk has no webhook for the person");
        for (Emulator.Message message : messages) {
            Steps.require(message.state().equals("held"), message.type() + " is not held back");
            Steps.require(mirror.message(message.id()).isEmpty(), message.type() + " has arrived");
        }
        return messages.size() + " held";
    }

    private String applied(String userId) {
        for (Emulator.Message message : emulator.messages(userId)) {
            awaitDone(message.id(), message.type());
        }
        Steps.await(() -> mirror.status(userId).equals("active"), "the row is not active");
        return "row active";
    }

    private String again(String userId, String row) {
        Emulator.Message created =
                emulator.messages(userId).stream()
                        .filter(message -> message.type().equals("user.created"))
                        .findFirst()
                        .orElseThrow(() -> new StackException("there is no user.created"));
        int status = emulator.resend(created.id());
        Steps.require(status == 200, "it was answered with " + status);
        return unchanged(userId, row);
    }

    private String late(String userId, String row) {
        String messageId = "msg_demo_" + UUID.randomUUID().toString().replace("-", "");
        int status = emulator.send(messageId, olderEvent(userId));
        Steps.require(status == 200, "it was answered with " + status);
        awaitDone(messageId, "the late webhook");
        return unchanged(userId, row);
    }

    /** The person as Clerk has them now, under another name and an earlier version. */
    private String olderEvent(String userId) {
        ObjectNode user = emulator.user(userId, secrets.clerkSecretKey()).deepCopy();
        long before = user.path("updated_at").asLong() - LATE_BY.toMillis();
        user.put("first_name", "Stale").put("updated_at", before);
        ObjectNode event = JsonClient.object().put("object", "event").put("type", "user.updated");
        event.put("timestamp", before).set("data", user);
        return event.toString();
    }

    private String unchanged(String userId, String row) {
        Steps.require(mirror.row(userId).equals(row), "the row has changed");
        return "200, row unchanged";
    }

    private String sample(Emulator.Person person) {
        Emulator.Person fresh = emulator.token(person.userId(), TOKEN_SECONDS);
        get("/api/sample/me", fresh.token());
        return "200";
    }

    private String auditTrail(String userId) {
        String path = "/api/admin/audit?subject=" + userId;
        int[] records = new int[1];
        Steps.await(
                () -> {
                    String token = emulator.token("ada", TOKEN_SECONDS).token();
                    records[0] = get(path, token).path("records").size();
                    return records[0] > 0;
                },
                "there is no record");
        return "200, " + records[0] + " records";
    }

    private void awaitDone(String messageId, String what) {
        Steps.await(
                () -> List.of("applied", "ignored").contains(mirror.message(messageId)),
                what + " is not applied");
    }

    private JsonNode get(String path, String token) {
        JsonClient.Answer answer = client.get(stack.gatewayUrl() + path, token);
        Steps.require(
                answer.status() == 200,
                path
                        + " was answered with %d %s"
                                .formatted(answer.status(), answer.body().path("code").asText()));
        return answer.body();
    }
}
