package dev.rollcall.gateway.door;

import static dev.rollcall.testing.Patience.BOUND;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.gateway.door.RecordingService.Answer;
import dev.rollcall.gateway.door.Wire.Reply;
import dev.rollcall.gateway.token.TokenForge;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who asks too much waits, and nobody else does. */
class LimitDoorTest {

    private static final String SAMPLE = "/api/sample/x";
    private static final String HEALTH = "/api/auth/health";

    private static final String SPOOFED = "X-Forwarded-For: 6.6.6.6";
    private static final int MOST_REFILLED = 60;

    private int passed;

    private final Door door =
            new Door(
                    Map.of(
                            "rollcall.limits.user", 5,
                            "rollcall.limits.org", 8,
                            "rollcall.limits.address", 7,
                            "rollcall.limits.failures", 3,
                            "rollcall.limits.in-flight", 1));

    @AfterEach
    void close() {
        door.close();
    }

    @Test
    void g77APersonWhoAsksTooMuchHearsForHowLongToWait() {
        String bearer = door.bearer("grace");
        Reply first = door.wire.get(SAMPLE, bearer);

        Reply over = untilOver(4, 200, () -> door.wire.get(SAMPLE, bearer, SPOOFED));

        assertEquals(200, first.status());
        assertTrue(first.header("ratelimit").startsWith("\"user\";r=4;t="), first::toString);
        assertEquals("\"user\";q=5;w=60", first.header("ratelimit-policy"));
        assertEquals(429, over.status());
        assertTrue(over.body().contains("\"code\":\"rate_limited\""), over::body);
        assertTrue(over.header("ratelimit").startsWith("\"user\";r=0;t="), over::toString);
        int seconds = Integer.parseInt(over.header("retry-after"));
        assertTrue(seconds >= 1 && seconds <= 12, over::toString);
        assertEquals(1 + passed, door.sample.received().size());
        assertEquals(200, door.wire.get(SAMPLE, door.bearer("ada")).status());
    }

    @Test
    void g78WhatIsCountedNeedsNobodyElse() {
        String bearer = door.bearer("grace");
        await().atMost(BOUND)
                .until(() -> door.wire.get("/api/auth/health").body().contains("\"up\""));
        assertEquals(200, door.wire.get(SAMPLE, bearer).status());
        door.identity.close();
        door.audit.close();
        door.webhook.close();
        door.jwks.close();

        untilOver(4, 200, () -> door.wire.get(SAMPLE, bearer));
        untilOver(0, 403, () -> door.wire.get("/api/admin/audit", bearer));
    }

    @Test
    void whoGoesAwayAmidABodyDoesNotStayCounted() throws IOException {
        String head = "POST /api/webhooks/clerk HTTP/1.1\r\nHost: a\r\n";
        for (String begun :
                List.of(
                        "Content-Length: 9\r\n\r\n",
                        "Content-Length: 9\r\n\r\n{",
                        "Transfer-Encoding: chunked\r\n\r\n",
                        "Transfer-Encoding: chunked\r\n\r\n5\r\n{}",
                        "Transfer-Encoding: chunked\r\n\r\nx\r\n{}")) {
            try (Socket socket = door.wire.open()) {
                socket.getOutputStream().write((head + begun).getBytes(StandardCharsets.US_ASCII));
                socket.getOutputStream().flush();
            }
            await().atMost(BOUND)
                    .until(
                            () ->
                                    door.wire.send("POST", "/api/webhooks/clerk", "{}").status()
                                            == 200);
        }
    }

    @Test
    void thePeopleOfAnOrganisationShareItsAllowance() {
        Reply over = untilOver(8, 200, () -> door.wire.get(SAMPLE, inOrg("p" + passed)));

        assertTrue(over.header("ratelimit").startsWith("\"org\";r=0"), over::toString);
        assertEquals(200, door.wire.get(SAMPLE, door.bearer("p9")).status());
    }

    @Test
    void whatIsGoneTellsWhatIsLeftToo() {
        Reply reply = login("X-A: b");

        assertEquals(410, reply.status());
        assertTrue(reply.header("ratelimit").startsWith("\"address\";r="), reply::toString);
    }

    @Test
    void g77ASpoofedAddressIsNoOtherAddress() {
        untilOver(7, 410, () -> login("X-Forwarded-For: 1.2.3." + passed));

        assertEquals(200, door.wire.get(SAMPLE, door.bearer("grace")).status());
    }

    @Test
    void tokensThatAreNotValidAreCountedAgainstTheAddress() {
        Reply over =
                untilOver(
                        3, 401, () -> door.wire.get(SAMPLE, "Authorization: Bearer a.b." + passed));

        assertTrue(over.header("ratelimit-policy").startsWith("\"failures\""), over::toString);
    }

    @Test
    void whoIsKnownIsServedWhereTheAddressHasTriedTooManyTokens() {
        String bearer = door.bearer("grace");
        assertEquals(200, door.wire.get(SAMPLE, bearer).status());

        untilOver(3, 401, () -> door.wire.get(SAMPLE, "Authorization: Bearer a.b." + passed));

        assertEquals(200, door.wire.get(SAMPLE, bearer).status());
    }

    @Test
    void healthIsNoPlaceToTryTokens() {
        try (Door strict =
                new Door(Map.of("rollcall.limits.failures", 1, "rollcall.limits.user", 1))) {
            String admin = strict.bearer("admin");
            assertTrue(strict.wire.get(HEALTH, admin).body().contains("\"parts\""));
            assertFalse(strict.wire.get(HEALTH, admin).body().contains("\"parts\""));

            String junk = "Authorization: Bearer a.b.c";
            assertTrue(strict.wire.get(HEALTH, junk).body().startsWith("{\"status\":"));
            assertEquals(429, strict.wire.get(SAMPLE, junk).status());
        }
    }

    /** The first one over a limit. A bucket fills up meanwhile, so a slow machine gets more. */
    private Reply untilOver(int allowed, int otherwise, Supplier<Reply> call) {
        passed = 0;
        Reply reply = call.get();
        while (reply.status() != 429) {
            assertEquals(otherwise, reply.status());
            passed++;
            assertTrue(passed < allowed + MOST_REFILLED, reply::toString);
            reply = call.get();
        }
        assertTrue(passed >= allowed, reply::toString);
        return reply;
    }

    @Test
    void healthAndWebhooksHaveNoLimit() {
        await().atMost(BOUND).until(() -> health() == 200);
        for (int n = 0; n < 20; n++) {
            assertEquals(200, health());
            assertEquals(200, door.wire.send("POST", "/api/webhooks/clerk", "{}").status());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/auth/profile", "/api/admin/routes", "/app"})
    void ourOwnEndpointsTellWhatIsLeftToo(String path) {
        Reply reply = door.wire.get(path, door.bearer("admin"));

        assertEquals(200, reply.status());
        assertTrue(reply.header("ratelimit").startsWith("\"user\";r=4;t="), reply::toString);
    }

    @Test
    void aPageTellsForHowLongToWaitToo() {
        String bearer = door.bearer("grace");

        Reply over = untilOver(5, 200, () -> door.wire.get("/app", bearer));

        assertTrue(over.header("content-type").startsWith("text/html"), over::toString);
        assertEquals(
                "\"user\";r=0;t=" + over.header("retry-after"),
                over.header("ratelimit"),
                over::toString);
    }

    @Test
    void aSlowUpstreamHoldsUpNobodyElse() throws InterruptedException {
        CountDownLatch reached = new CountDownLatch(1);
        CountDownLatch free = new CountDownLatch(1);
        door.sample.behave(
                _ -> {
                    reached.countDown();
                    waitFor(free);
                    return Answer.json(200, "{}");
                });
        Thread first = Thread.ofVirtual().start(() -> door.wire.get(SAMPLE, door.bearer("grace")));
        assertTrue(reached.await(BOUND.toSeconds(), TimeUnit.SECONDS));

        Reply over = door.wire.get(SAMPLE, door.bearer("ada"));

        assertEquals(503, over.status());
        assertEquals("2", over.header("retry-after"));
        assertEquals(1, door.sample.received().size());
        assertEquals(200, door.wire.send("POST", "/api/webhooks/clerk", "{}").status());
        assertEquals(200, health());
        free.countDown();
        first.join();
        await().atMost(BOUND)
                .until(() -> door.wire.get(SAMPLE, door.bearer("bob")).status() == 200);
    }

    private int health() {
        return door.wire.get("/api/auth/health").status();
    }

    private Reply login(String header) {
        return door.wire.send("POST", "/api/auth/login", "", header);
    }

    private String inOrg(String person) {
        Map<String, @Nullable Object> claims = TokenForge.claims("user_" + person, Instant.now());
        claims.put("o", Map.of("id", "org_1", "rol", "member", "slg", "o"));
        return "Authorization: Bearer " + door.clerk.sign(door.clerk.header(), claims);
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            var _ = latch.await(BOUND.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
