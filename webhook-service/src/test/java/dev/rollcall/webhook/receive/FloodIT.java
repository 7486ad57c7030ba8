package dev.rollcall.webhook.receive;

import static dev.rollcall.testing.Patience.BOUND;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.contracts.token.ServiceName;
import dev.rollcall.stack.postgres.ServiceRole;
import dev.rollcall.testing.ClerkEvents;
import dev.rollcall.testing.TestDatabase;
import dev.rollcall.webhook.ServiceSettings;
import dev.rollcall.webhook.SignedCalls;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** TW24: bodies that nobody signed take no room from those that somebody did. */
@MicronautTest(transactional = false)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class FloodIT implements TestPropertyProvider {

    private static final int BUDGET = 8 * 1024 * 1024;
    private static final int LARGEST = 1024 * 1024;

    private final TestDatabase database = TestDatabase.create(ServiceRole.WEBHOOK);

    private SignedCalls calls = new SignedCalls(URI.create("http://127.0.0.1"));

    @Override
    public Map<String, String> getProperties() {
        Map<String, String> settings = ServiceSettings.of(database);
        settings.put("rollcall.webhook.body-budget", Integer.toString(BUDGET));
        return settings;
    }

    @BeforeAll
    void findServer(EmbeddedServer server) {
        calls = new SignedCalls(server.getURI());
    }

    @AfterAll
    void closeClient() {
        calls.close();
    }

    @Test
    void aFloodOfUnsignedBodiesIsShedAndSignedEventsPass(EmbeddedServer server, BodyBudget budget)
            throws Exception {
        List<Socket> flood = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            flood.add(beginOfABody(server));
        }
        await().atMost(BOUND).until(() -> budget.free() == BUDGET / 2);

        for (int i = 0; i < 20; i++) {
            int status =
                    calls.send(calls.webhook("msg_f" + i, ClerkEvents.body("user.created")))
                            .statusCode();

            assertEquals(200, status);
            assertTrue(budget.free() <= BUDGET / 2, "answered while the flood holds its room");
        }
        Socket last = beginOfABody(server);
        flood.add(last);
        byte[] answer = last.getInputStream().readNBytes(12);
        assertEquals("HTTP/1.1 503", new String(answer, StandardCharsets.US_ASCII));
        for (Socket socket : flood) {
            socket.close();
        }
        await().atMost(BOUND).until(() -> budget.free() == BUDGET);
    }

    @Test
    void everyAnswerGivesItsRoomBack(BodyBudget budget) throws Exception {
        byte[] larger = new byte[LARGEST + 1];
        calls.send(calls.webhook("msg_1", ClerkEvents.body("user.created")));
        calls.send(calls.webhook("msg_2", larger, ServiceSettings.SECRET, Instant.now()));
        calls.send(calls.unsigned(BodyPublishers.ofString("{}")));
        calls.send(calls.webhook("msg_3", "{}").setHeader("Content-Type", "text/plain"));
        calls.send(calls.webhook("msg_4", "{}").setHeader("Authorization", "Bearer none"));

        await().atMost(BOUND).until(() -> budget.free() == BUDGET);
    }

    private Socket beginOfABody(EmbeddedServer server) throws IOException {
        Socket socket = new Socket(server.getHost(), server.getPort());
        socket.setSoTimeout((int) BOUND.toMillis());
        String head =
                "POST /api/webhooks/clerk HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: "
                        + calls.bearer(ServiceName.WEBHOOK)
                        + "\r\nContent-Type: application/json\r\nContent-Length: "
                        + LARGEST
                        + "\r\n\r\n{";
        socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }
}
