package dev.rollcall.stack.webhook;

import dev.rollcall.contracts.webhook.WebhookSignature;
import dev.rollcall.stack.process.StackException;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;

/**
 * Sends the bytes of a file as Clerk's sender would, signed with a secret and under a new message
 * id, and prints the status and the body of the answer.
 */
public final class SendCommand {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final String secret;
    private final Clock clock;
    private final PrintStream out;

    /** {@code secrets}: {@code whsec_...}, several with commas; the first signs. */
    public SendCommand(String secrets, Clock clock, PrintStream out) {
        this.secret = secrets.split(",", 2)[0].strip();
        this.clock = clock;
        this.out = out;
    }

    /**
     * Sends it; redirects are not followed.
     *
     * @return the exit code: 0 if it was taken, else 1
     * @throws StackException if the file cannot be read, or nobody answers
     */
    public int run(Path file, String url) {
        HttpResponse<String> answer = send(request(read(file), url), url);
        out.println(answer.statusCode());
        out.println(answer.body());
        return answer.statusCode() / 100 == 2 ? 0 : 1;
    }

    private HttpRequest request(byte[] body, String url) {
        String id = "msg_" + UUID.randomUUID().toString().replace("-", "");
        long seconds = clock.instant().getEpochSecond();
        try {
            byte[] key = WebhookSignature.secret(secret);
            return HttpRequest.newBuilder(URI.create(url))
                    .timeout(PATIENCE)
                    .header("Content-Type", "application/json")
                    .header("svix-id", id)
                    .header("svix-timestamp", Long.toString(seconds))
                    .header("svix-signature", WebhookSignature.sign(key, id, seconds, body))
                    .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                    .build();
        } catch (IllegalArgumentException wrong) {
            throw new StackException("Cannot send to " + url + ": " + wrong.getMessage(), wrong);
        }
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new StackException("Cannot read " + file + '.', e);
        }
    }

    private static HttpResponse<String> send(HttpRequest request, String url) {
        try (HttpClient client =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(PATIENCE)
                        .build()) {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new StackException("No answer from " + url + '.', e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackException("Interrupted while waiting for " + url + '.', e);
        }
    }
}
