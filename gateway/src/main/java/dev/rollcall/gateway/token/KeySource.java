package dev.rollcall.gateway.token;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Fetches Clerk's key set: one address from configuration, no redirects, a bounded body, a bounded
 * time over all. The JDK's client, for its limit counts the body too. Thread safe.
 */
final class KeySource {

    private static final Duration CONNECT_TIME = Duration.ofSeconds(1);
    private static final Duration LONGEST_TIME = Duration.ofSeconds(2);
    private static final long LARGEST_BODY_BYTES = 64 * 1024;
    private static final int OK = 200;

    private final Duration longestTime;
    private final HttpRequest request;
    private final HttpClient client =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .connectTimeout(CONNECT_TIME)
                    .build();

    KeySource(URI address) {
        this(address, LONGEST_TIME);
    }

    /** {@code longestTime} is for the whole answer. */
    KeySource(URI address, Duration longestTime) {
        this.longestTime = longestTime;
        this.request =
                HttpRequest.newBuilder(address)
                        .timeout(longestTime)
                        .header("Accept", "application/json")
                        .build();
    }

    /** Empty if the address did not answer in time with a key set that can be used. */
    Optional<KeyRing> fetch() throws InterruptedException {
        var answer =
                client.sendAsync(
                        request,
                        HttpResponse.BodyHandlers.limiting(
                                HttpResponse.BodyHandlers.ofByteArray(), LARGEST_BODY_BYTES));
        try {
            HttpResponse<byte[]> response =
                    answer.get(longestTime.toMillis(), TimeUnit.MILLISECONDS);
            return response.statusCode() == OK
                    ? JwkSetReader.read(response.body())
                    : Optional.empty();
        } catch (ExecutionException | TimeoutException away) {
            answer.cancel(true);
            return Optional.empty();
        }
    }

    /** Keys come over https; for a development instance, or from this machine, http will do. */
    static boolean isAllowed(URI address, boolean live) {
        String host = address.getHost();
        boolean loopback =
                "localhost".equals(host) || "127.0.0.1".equals(host) || "[::1]".equals(host);
        return host != null
                && ("https".equals(address.getScheme())
                        || ("http".equals(address.getScheme()) && (loopback || !live)));
    }
}
