package dev.rollcall.acceptance.crash;

import dev.rollcall.contracts.webhook.WebhookSignature;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;

/** Sends a webhook as Clerk does, signed anew each time. Thread-safe. */
final class SignedPost {

    private final RecordingClient http;
    private final byte[] secret;

    SignedPost(RecordingClient http, byte[] secret) {
        this.http = http;
        this.secret = secret.clone();
    }

    Operation send(String message, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        long seconds = Instant.now().getEpochSecond();
        Map<String, String> headers =
                Map.of(
                        "svix-id", message,
                        "svix-timestamp", Long.toString(seconds),
                        "svix-signature", WebhookSignature.sign(secret, message, seconds, bytes));
        return http.post(Act.WEBHOOK, message, "/api/webhooks/clerk", headers, bytes);
    }
}
