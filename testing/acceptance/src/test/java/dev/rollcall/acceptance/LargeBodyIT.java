package dev.rollcall.acceptance;

import static dev.rollcall.testing.Patience.BOUND;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.rollcall.acceptance.Emulator.Person;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A gateway whose memory is a sixteenth of the body that passes through it. */
@Tag("long")
class LargeBodyIT {

    private static final long GIBIBYTE = 1L << 30;
    private static final String BIG =
            """
            rollcall:
              routes:
                big:
                  path: /api/big/**
                  methods: [GET, POST]
                  access: session
                  upstream: sample
                  max-body: 2147483648
                  timeout: 5m
            """;
    private static final RunningStack STACK = RunningStack.get();

    @Test
    void aGibibytePassesUpAndDownThrough64MebibytesOfHeap() throws Exception {
        Person person = STACK.newPerson();
        String bearer = "Bearer " + STACK.clerk().token(person.userId());
        HttpServer upstream =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        upstream.createContext("/", LargeBodyIT::serve);
        Map<String, String> settings =
                Map.of(
                        "_JAVA_OPTIONS",
                        "-Xmx64m -XX:MaxDirectMemorySize=64m",
                        "ROLLCALL_SAMPLE_URL",
                        "http://127.0.0.1:" + upstream.getAddress().getPort(),
                        "MICRONAUT_CONFIG_FILES",
                        Files.writeString(STACK.home().resolve("big.yml"), BIG).toString());
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
                SecondCopy gateway = SecondCopy.gateway(STACK, settings);
                HttpClient client =
                        HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            upstream.setExecutor(threads);
            upstream.start();
            URI place = URI.create(gateway.door().base() + "/api/big/x");

            HttpResponse<String> up =
                    client.send(
                            HttpRequest.newBuilder(place)
                                    .timeout(BOUND)
                                    .header("Authorization", bearer)
                                    .POST(
                                            HttpRequest.BodyPublishers.ofInputStream(
                                                    () -> new Zeros(GIBIBYTE)))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            HttpResponse<InputStream> down =
                    client.send(
                            HttpRequest.newBuilder(place)
                                    .timeout(BOUND)
                                    .header("Authorization", bearer)
                                    .build(),
                            HttpResponse.BodyHandlers.ofInputStream());

            assertEquals(Long.toString(GIBIBYTE), up.body());
            assertEquals(GIBIBYTE, down.body().transferTo(OutputStream.nullOutputStream()));
        } finally {
            upstream.stop(0);
        }
    }

    /** Counts what is sent to it, and sends as much. */
    private static void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (exchange.getRequestMethod().equals("POST")) {
                long received =
                        exchange.getRequestBody().transferTo(OutputStream.nullOutputStream());
                byte[] count = Long.toString(received).getBytes(StandardCharsets.US_ASCII);
                exchange.sendResponseHeaders(200, count.length);
                exchange.getResponseBody().write(count);
            } else {
                exchange.sendResponseHeaders(200, GIBIBYTE);
                new Zeros(GIBIBYTE).transferTo(exchange.getResponseBody());
            }
        }
    }

    /** So many bytes that nobody keeps. */
    private static final class Zeros extends InputStream {

        private long left;

        Zeros(long length) {
            left = length;
        }

        @Override
        public int read() {
            return left-- > 0 ? 0 : -1;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            if (left <= 0) {
                return -1;
            }
            int some = (int) Math.min(length, left);
            left -= some;
            return some;
        }
    }
}
