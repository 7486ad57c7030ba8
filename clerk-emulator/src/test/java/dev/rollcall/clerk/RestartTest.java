package dev.rollcall.clerk;

import static dev.rollcall.testing.Patience.BOUND;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.clerk.json.Document;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RestartTest {

    @TempDir private Path folder = Path.of("unset");

    @Test
    void keepsPeopleSessionsAndTheKey() {
        Document made;
        String keys;
        try (RunningEmulator first = RunningEmulator.start(folder)) {
            made = first.signUp("kept@example.com");
            keys = first.call("GET", "/.well-known/jwks.json", "").body();
        }

        try (RunningEmulator second = RunningEmulator.start(folder)) {
            Document user = second.get("/v1/users/" + made.text("userId")).json();

            assertEquals(
                    "kept@example.com",
                    user.objects("email_addresses").getFirst().text("email_address"));
            assertEquals(
                    "active",
                    second.get("/v1/sessions/" + made.text("sessionId")).json().text("status"));
            assertEquals(keys, second.call("GET", "/.well-known/jwks.json", "").body());
            assertEquals(3, second.get("/v1/users/count").json().number("total_count"));
        }
    }

    @Test
    void hasEveryAcknowledgedChangeInTheFile() throws IOException {
        try (RunningEmulator emulator = RunningEmulator.start(folder)) {
            String userId = emulator.signUp("written@example.com").text("userId");

            assertTrue(Files.readString(folder.resolve("state.json")).contains(userId));
        }
    }

    @Test
    void deliversWhatWasLeft() throws IOException {
        try (WebhookReceiver receiver = new WebhookReceiver()) {
            String userId;
            String id;
            try (RunningEmulator first = RunningEmulator.sendingTo(receiver, folder)) {
                first.switches("{\"hold\":true}");
                userId = first.signUp("left@example.com").text("userId");
                id = first.messages(userId).getFirst().id();
            }
            assertTrue(receiver.about(userId, "user.created").isEmpty());

            try (RunningEmulator second = RunningEmulator.sendingTo(receiver, folder)) {
                await().atMost(BOUND)
                        .until(() -> receiver.about(userId, "user.created").size() == 1);

                assertEquals(id, receiver.about(userId, "user.created").getFirst().id());
                assertEquals(id, second.messages(userId).getFirst().id());
            }
        }
    }

    @Test
    void refusesADamagedFile() throws IOException {
        Files.writeString(folder.resolve("state.json"), "{\"version\":1");

        assertTrue(refusal(Map.of()).contains("is damaged"));
    }

    @Test
    void refusesAFolderInUse() {
        try (RunningEmulator first = RunningEmulator.start(folder)) {
            assertEquals(200, first.get("/v1/users").status());

            assertTrue(refusal(Map.of()).contains("Another emulator uses"));
        }
    }

    @Test
    void refusesALiveKey() {
        assertTrue(
                refusal(Map.of("rollcall.clerk.secret-key", "sk_live_x"))
                        .startsWith("CLERK_SECRET_KEY is a live key"));
    }

    @Test
    void refusesAMissingKey() {
        assertTrue(
                refusal(Map.of("rollcall.clerk.secret-key", ""))
                        .startsWith("CLERK_SECRET_KEY is missing"));
    }

    private String refusal(Map<String, Object> settings) {
        Throwable failure =
                assertThrows(
                        RuntimeException.class,
                        () -> RunningEmulator.start(folder, settings).close());
        Throwable root = failure;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            root = cause;
        }
        return String.valueOf(root.getMessage());
    }
}
