package dev.rollcall.stack.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.rollcall.stack.launch.RunningStack;
import dev.rollcall.stack.process.StackException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class ClerkCommandTest {

    private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private volatile int status = 200;
    private volatile String answer = "{\"hold\":true,\"delayMillis\":250}";
    private HttpServer emulator;

    @BeforeEach
    void start() throws IOException {
        emulator = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        emulator.createContext("/", this::reply);
        emulator.start();
    }

    @AfterEach
    void stop() {
        emulator.stop(0);
    }

    @Test
    void showsEverySwitchAsItStands() {
        run(new SwitchOrder.Show());

        assertEquals(List.of("GET /emulator/switches "), requests);
        assertEquals(Switch.values().length, printed().lines().count());
        assertTrue(printed().contains("hold       on "), printed());
        assertTrue(printed().contains("delay      250 "), printed());
        assertTrue(printed().contains("429        off "), printed());
    }

    @Test
    void setsNothingButWhatIsNamed() {
        run(new SwitchOrder.Set(Switch.OUTAGE, 1));
        run(new SwitchOrder.Set(Switch.DELAY, 250));

        assertEquals(
                List.of(
                        "PUT /emulator/switches {\"apiOutage\":true}",
                        "PUT /emulator/switches {\"delayMillis\":250}"),
                requests);
    }

    @Test
    void resetsAllAtOnce() {
        run(new SwitchOrder.Reset());

        assertEquals(
                List.of(
                        "PUT /emulator/switches {\"hold\":false,\"drop\":false,\"delayMillis\":0,"
                                + "\"duplicate\":0,\"shuffle\":false,\"apiOutage\":false,"
                                + "\"apiRateLimited\":false,\"apiSlowMillis\":0}"),
                requests);
    }

    @Test
    void tellsHowManyPeopleWereMade() {
        answer = "{\"userIds\":[\"user_a\",\"user_b\"]}";

        run(new SwitchOrder.Burst(2));

        assertEquals(List.of("POST /emulator/burst {\"users\":2}"), requests);
        assertTrue(printed().startsWith("2 people"), printed());
    }

    @Test
    void passesOnWhyTheEmulatorRefuses() {
        status = 422;
        answer = "{\"errors\":[{\"long_message\":\"`users` must be fewer.\"}]}";

        StackException refused =
                assertThrows(StackException.class, () -> run(new SwitchOrder.Burst(9_999_999)));

        assertEquals(
                "The emulator answered burst with 422. `users` must be fewer.",
                refused.getMessage());
    }

    private void run(SwitchOrder order) {
        String url = "http://127.0.0.1:" + emulator.getAddress().getPort();
        PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
        new ClerkCommand(new RunningStack("", url, ""), out).run(order);
    }

    private String printed() {
        return printed.toString(StandardCharsets.UTF_8);
    }

    private void reply(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        requests.add(exchange.getRequestMethod() + ' ' + exchange.getRequestURI() + ' ' + body);
        byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
