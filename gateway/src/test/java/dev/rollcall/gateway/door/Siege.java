package dev.rollcall.gateway.door;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.gateway.door.RecordingService.Received;
import dev.rollcall.gateway.door.Wire.Reply;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A door under attack, which gives nobody up for asking often; and what is heard behind it. */
final class Siege implements AutoCloseable {

    /** One more request in the same bytes, which must not be taken for one. */
    private static final String NEXT = "GET /login HTTP/1.1\r\nHost: a\r\n\r\n";

    private static final Pattern PARTS = Pattern.compile("[^A-Za-z0-9_-]");
    private static final int SHORTEST_PART = 10;

    final Door door;
    final HeardLog log = HeardLog.open();

    Siege(Map<String, Object> settings) {
        this(settings, Clock.systemUTC());
    }

    Siege(Map<String, Object> settings, Clock clock) {
        Map<String, Object> all = new HashMap<>(settings);
        for (String limit : List.of("user", "org", "address", "failures")) {
            all.put("rollcall.limits." + limit, 0);
        }
        door = new Door(all, new Feed(), clock);
    }

    /** What all services have got, but for the feed and questions about a user. */
    long served() {
        return Stream.of(door.sample, door.audit, door.webhook, door.identity)
                .flatMap(service -> service.received().stream())
                .map(Received::target)
                .filter(target -> !target.equals("/internal/resolve"))
                .count();
    }

    /** All that the services behind have got, questions about a user too. */
    long heard() {
        return served()
                + door.identity.received().stream()
                        .filter(request -> request.target().equals("/internal/resolve"))
                        .count();
    }

    /** A request that is refused with this problem; nobody behind the door hears of it. */
    Reply refused(int status, String code, String method, String target, String... headers) {
        long before = heard();
        Reply reply = door.wire.send(method, target, "", headers);
        assertProblem(status, code, reply);
        assertEquals(before, heard(), "somebody has heard of it");
        return reply;
    }

    /**
     * A token that is refused on an upstream's route: nobody behind the door hears of it, and
     * neither answer nor log repeats any part of it, or what is marked in it.
     */
    void refusesToken(String code, String token, String mark) {
        log.forget();
        String bearer = "Authorization: Bearer " + token;
        Reply reply = refused(401, code, "GET", "/api/sample/x", bearer);
        assertEquals("Bearer", reply.header("www-authenticate"));
        String logged = log.text();
        assertTrue(logged.contains("event=access.decided route=sample granted=false"), logged);
        String repeated = reply + logged;
        assertFalse(repeated.contains(mark), repeated);
        for (String part : PARTS.split(token, -1)) {
            assertFalse(part.length() >= SHORTEST_PART && repeated.contains(part), repeated);
        }
    }

    /**
     * Bytes that are refused with this problem, which ends the connection: what follows in the same
     * bytes is nobody's request.
     */
    void endsWith(int status, String code, String bytes) {
        long before = heard();
        String answers = door.wire.all(bytes + NEXT);
        assertTrue(answers.startsWith("HTTP/1.1 " + status + ' '), answers);
        assertEquals(1, answers.split("HTTP/1\\.1 ", -1).length - 1, answers);
        assertTrue(answers.contains("\"code\":\"" + code + '"'), answers);
        assertTrue(answers.contains("\r\nconnection: close\r\n"), answers);
        assertEquals(before, heard(), "somebody has heard of it");
    }

    /** The shape of every refusal. */
    static void assertProblem(int status, String code, Reply reply) {
        assertEquals(status, reply.status(), reply::toString);
        assertTrue(reply.body().contains("\"code\":\"" + code + '"'), reply::toString);
        assertEquals("application/problem+json", reply.header("content-type"));
        assertEquals("no-store", reply.header("cache-control"));
        assertFalse(reply.body().contains("Exception"), reply::toString);
    }

    @Override
    public void close() {
        door.close();
        log.close();
    }
}
