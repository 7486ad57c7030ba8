package dev.rollcall.gateway.door;

import static dev.rollcall.testing.Patience.BOUND;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.testing.MutableClock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Tokens of keys that nobody knows, by the thousand. */
class KeyFloodDoorTest {

    private static final int SENDERS = 4;
    private static final int BATCHES = 20;
    private static final int BATCH = 40;
    private static final Duration STEP = Duration.ofMillis(60);

    /** From the first of them on the clock moves by less than five seconds in all. */
    @Test
    void g09RandomKeysCauseOneFetchInFiveSecondsAndHoldUpNobody() throws Exception {
        MutableClock clock = new MutableClock(Instant.parse("2026-11-20T10:00:00Z"));
        try (Siege siege = new Siege(Map.of("rollcall.clerk.keys-poll", "1h"), clock);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Door door = siege.door;
            await().atMost(BOUND).until(() -> !door.jwks.received().isEmpty());
            int fetched = door.jwks.received().size();
            clock.advance(Duration.ofSeconds(6));
            AtomicInteger key = new AtomicInteger();
            String token = door.clerk.token("user_grace", clock.instant());
            String good = "Authorization: Bearer " + token;
            String rest = token.substring(token.indexOf('.'));

            List<Future<Integer>> floods = new ArrayList<>();
            for (int n = 0; n < SENDERS; n++) {
                floods.add(threads.submit(() -> flood(door, clock, rest, key)));
            }
            int served = 0;
            while (floods.stream().anyMatch(flood -> !flood.isDone()) || served == 0) {
                assertEquals(200, door.wire.get("/api/sample/x", good).status());
                served++;
            }

            int refused = 0;
            for (Future<Integer> flood : floods) {
                refused += flood.get();
            }
            assertEquals(SENDERS * BATCHES * BATCH, refused);
            assertEquals(1, door.jwks.received().size() - fetched);
            assertEquals(served, siege.served());
            assertTrue(!siege.log.text().contains("random-"), "a key id is in the log");
        }
    }

    /**
     * How many were refused as they should be, sent ahead in batches on connections of their own.
     */
    private static int flood(Door door, MutableClock clock, String rest, AtomicInteger key) {
        int refused = 0;
        for (int batch = 0; batch < BATCHES; batch++) {
            clock.advance(STEP);
            StringBuilder requests = new StringBuilder();
            for (int n = 0; n < BATCH; n++) {
                requests.append("GET /api/sample/x HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer ")
                        .append(header(key.incrementAndGet()))
                        .append(rest)
                        .append(n == BATCH - 1 ? "\r\nConnection: close\r\n\r\n" : "\r\n\r\n");
            }
            String answers = door.wire.all(requests.toString());
            refused += answers.split("HTTP/1\\.1 401 ", -1).length - 1;
        }
        return refused;
    }

    private static String header(int number) {
        String header = "{\"alg\":\"RS256\",\"kid\":\"random-" + number + "\",\"typ\":\"JWT\"}";
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(header.getBytes(StandardCharsets.US_ASCII));
    }
}
