package dev.rollcall.stack.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.rollcall.contracts.webhook.WebhookSignature;
import dev.rollcall.stack.process.StackException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SendCommandTest {

    /** Made up for this test. */
    private static final String SECRET = "whsec_" + "dGVzdC1zZWNyZXQtb25lLTAxMjM0NTY3ODk=";

    private static final String BODY = "{\"type\":\"user.created\"}\n";

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final SendCommand command =
            new SendCommand(
                    SECRET + ", whsec_other",
                    Clock.systemUTC(),
                    new PrintStream(printed, true, StandardCharsets.UTF_8));

    @TempDir private Path folder = Path.of("");
    private final HttpServer server = listen();
    private String url = "";
    private volatile int status = 200;

    @BeforeEach
    void serve() throws IOException {
        Files.writeString(folder.resolve("event.json"), BODY);
        url = "http://127.0.0.1:" + server.getAddress().getPort() + "/hook";
        server.createContext("/hook", this::answer);
        server.start();
    }

    @AfterEach
    void close() {
        server.stop(0);
    }

    @Test
    void theBytesOfTheFileAreSignedWithTheFirstSecret() {
        assertEquals(0, command.run(folder.resolve("event.json"), url));

        assertEquals("200\nsigned: true\n", printed.toString(StandardCharsets.UTF_8));
    }

    @Test
    void aRefusalIsPrintedAndFails() {
        status = 400;

        assertEquals(1, command.run(folder.resolve("event.json"), url));

        assertEquals("400\nsigned: true\n", printed.toString(StandardCharsets.UTF_8));
    }

    @Test
    void whatCannotBeSentIsSaid() {
        Path missing = folder.resolve("none.json");
        Path event = folder.resolve("event.json");

        assertThrows(StackException.class, () -> command.run(missing, url));
        assertThrows(StackException.class, () -> command.run(event, "no url"));
        assertThrows(StackException.class, () -> command.run(event, "ftp://127.0.0.1/"));
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            String id = String.valueOf(exchange.getRequestHeaders().getFirst("svix-id"));
            String at = String.valueOf(exchange.getRequestHeaders().getFirst("svix-timestamp"));
            String expected =
                    WebhookSignature.sign(
                            WebhookSignature.secret(SECRET),
                            id,
                            Long.parseLong(at),
                            BODY.getBytes(StandardCharsets.UTF_8));
            boolean signed =
                    expected.equals(exchange.getRequestHeaders().getFirst("svix-signature"))
                            && BODY.equals(new String(body, StandardCharsets.UTF_8));
            byte[] answer = ("signed: " + signed).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, answer.length);
            exchange.getResponseBody().write(answer);
        }
    }

    private static HttpServer listen() {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException failed) {
            throw new AssertionError(failed);
        }
    }
}
