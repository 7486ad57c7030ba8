package dev.rollcall.acceptance;

import static dev.rollcall.testing.Patience.BOUND;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import dev.rollcall.acceptance.Emulator.Person;
import dev.rollcall.acceptance.SteadyLoad.Client;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** O5, of the gateway: how one ends, and that two of them restarted in turn lose nothing. */
class RollingRestartIT {

    private static final RunningStack STACK = RunningStack.get();

    /**
     * A gateway that said it was ready too early would answer those who are signed in with 401 or
     * 503, so they are part of the load.
     */
    @Test
    void o5ARollingRestartUnderLoadLosesNothing() throws InterruptedException {
        Map<String, String> settings = Map.of("ROLLCALL_DRAIN_NOTICE", "5s");
        Person person = STACK.newPerson();
        STACK.awaitQuiet(person);

        try (SecondCopy first = SecondCopy.gateway(STACK, settings);
                SecondCopy second = SecondCopy.gateway(STACK, settings);
                ReadyBalancer balancer = new ReadyBalancer(List.of(first, second))) {
            SteadyLoad load =
                    new SteadyLoad(
                            balancer,
                            List.of(
                                    anonymousPost(),
                                    Client.get("/api/auth/profile", person.token()),
                                    Client.get("/api/sample/me", person.token()),
                                    Client.get(
                                            "/api/admin/users?limit=1",
                                            STACK.clerk().token("ada"))));
            load.awaitMore();
            for (SecondCopy copy : List.of(first, second)) {
                copy.restart();
                await().atMost(BOUND).until(balancer::isAllReady);
                load.awaitMore();
            }

            assertEquals(List.of(), load.end());
        }
    }

    @Test
    void o5WhatHasBegunIsAnsweredBeforeTheEnd() throws IOException, InterruptedException {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        HttpServer slow =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        slow.createContext(
                "/",
                exchange -> {
                    asked.countDown();
                    awaitUninterrupted(ended);
                    exchange.sendResponseHeaders(204, -1);
                    exchange.close();
                });
        slow.start();
        String token = STACK.newPerson().token();

        try (SecondCopy copy =
                SecondCopy.gateway(
                        STACK,
                        Map.of(
                                "ROLLCALL_DRAIN_NOTICE",
                                "0s",
                                "ROLLCALL_SAMPLE_URL",
                                "http://127.0.0.1:" + slow.getAddress().getPort()))) {
            CompletableFuture<Reply> reply =
                    CompletableFuture.supplyAsync(() -> copy.door().get("/api/sample/x", token));
            assertTrue(asked.await(BOUND.toSeconds(), TimeUnit.SECONDS));

            copy.terminate();
            await().atMost(BOUND).until(() -> !copy.isReady());
            ended.countDown();

            assertEquals(204, reply.join().status());
            assertEquals(143, copy.awaitExit(BOUND));
        } finally {
            slow.stop(0);
        }
    }

    @Test
    void o5ASecondSignalEndsItAtOnce() throws InterruptedException {
        try (SecondCopy copy = SecondCopy.gateway(STACK, Map.of("ROLLCALL_DRAIN_NOTICE", "60s"))) {
            copy.terminate();
            await().atMost(BOUND).until(() -> !copy.isReady());
            assertEquals(503, copy.door().get("/api/auth/health", null).status());

            copy.terminate();

            assertEquals(143, copy.awaitExit(Duration.ofSeconds(30)));
        }
    }

    /**
     * POST, which an HTTP client never repeats by itself; it is answered by a service behind the
     * gateway, and needs neither Clerk nor a database.
     */
    private static Client anonymousPost() {
        return new Client(
                "POST /api/webhooks/clerk",
                400,
                door -> door.post("/api/webhooks/clerk", null, "{}"));
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            assertTrue(latch.await(BOUND.toSeconds(), TimeUnit.SECONDS));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
