package dev.rollcall.gateway.door;

import static dev.rollcall.testing.Patience.BOUND;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.contracts.start.Draining;
import dev.rollcall.gateway.door.Wire.Reply;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A gateway that has been told to end, and still answers. */
class DrainDoorTest {

    private static final Door DOOR = new Door(Map.of());
    private static final String HEALTH = "/api/auth/health";

    @BeforeAll
    static void drain() {
        await().atMost(BOUND).until(() -> DOOR.wire.get(HEALTH).status() == 200);
        DOOR.server.getApplicationContext().getBean(Draining.class).begin();
    }

    @AfterAll
    static void close() {
        DOOR.close();
    }

    @Test
    void itIsNotReady() {
        Reply reply = DOOR.wire.get(HEALTH);

        assertEquals(503, reply.status());
        assertTrue(reply.body().contains("\"down\""), reply::body);
    }

    @Test
    void anAnswerEndsItsConnection() {
        String answers = DOOR.wire.all(request("/api/sample/a"));

        assertTrue(answers.startsWith("HTTP/1.1 200 "), answers);
        assertTrue(answers.contains("\r\nconnection: close\r\n"), answers);
        assertTrue(answers.endsWith("\r\n\r\n{\"ok\":true}"), answers);
    }

    @Test
    void pipelinedRequestsAreAllAnswered() {
        String answers = DOOR.wire.all(request("/api/sample/a") + request("/api/sample/b"));

        int second = answers.lastIndexOf("HTTP/1.1 200 ");
        assertTrue(second > 0, answers);
        assertTrue(answers.indexOf("connection: close") > second, answers);
    }

    @Test
    void aRefusalIsSaidInFull() {
        Reply reply = DOOR.wire.get("/nothing");

        assertEquals(404, reply.status());
        assertTrue(reply.body().contains("\"code\":\"not_found\""), reply::body);
    }

    private static String request(String target) {
        return "GET "
                + target
                + " HTTP/1.1\r\nHost: 127.0.0.1\r\n"
                + DOOR.bearer("drained")
                + "\r\n\r\n";
    }
}
