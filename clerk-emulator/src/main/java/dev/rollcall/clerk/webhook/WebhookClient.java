package dev.rollcall.clerk.webhook;

import dev.rollcall.clerk.setting.EmulatorSettings;
import dev.rollcall.contracts.webhook.WebhookSignature;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** Signs one message and sends it once, as Svix does: 15 s, no redirects. Thread-safe. */
@Singleton
final class WebhookClient {

    private static final Duration TIMEOUT = Duration.ofSeconds(15);
    private static final int LONGEST_ANSWER_BYTES = 64 * 1024;

    private final Optional<URI> target;
    private final byte[] secret;
    private final Clock clock;
    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .connectTimeout(TIMEOUT)
                    .build();

    WebhookClient(EmulatorSettings settings, Clock clock) {
        this.target = settings.webhookUrl();
        this.secret = WebhookSignature.secret(settings.webhookSecret());
        this.clock = clock;
    }

    /** The status is 0 where there was no answer, and the body then says why. */
    record Answer(int status, String body) {
        boolean succeeded() {
            return status >= 200 && status < 300;
        }
    }

    boolean hasTarget() {
        return target.isPresent();
    }

    Answer send(String id, byte[] body) {
        if (target.isEmpty()) {
            return new Answer(0, "ROLLCALL_CLERK_WEBHOOK_URL is not set");
        }
        try {
            HttpResponse<InputStream> response =
                    http.send(
                            request(target.get(), id, body),
                            HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream answer = response.body()) {
                byte[] bytes = answer.readNBytes(LONGEST_ANSWER_BYTES);
                return new Answer(response.statusCode(), new String(bytes, StandardCharsets.UTF_8));
            }
        } catch (IOException unreachable) {
            return new Answer(0, "no answer: " + unreachable.getClass().getSimpleName());
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return new Answer(0, "the emulator is stopping");
        }
    }

    private HttpRequest request(URI url, String id, byte[] body) {
        long seconds = clock.millis() / 1000;
        return HttpRequest.newBuilder(url)
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json")
                .header("User-Agent", "Svix-Webhooks/1.0 (clerk-emulator)")
                .header("svix-id", id)
                .header("svix-timestamp", Long.toString(seconds))
                .header("svix-signature", WebhookSignature.sign(secret, id, seconds, body))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
    }
}
