package dev.rollcall.acceptance;

import static dev.rollcall.testing.Patience.BOUND;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.acceptance.Emulator.Person;
import dev.rollcall.stack.process.Signals;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * S6 at two gateways: while the database or Clerk is away, whom they know they serve, and whom they
 * cannot serve they ask to come back; a page goes nowhere else. Without identity-service:
 * TwoGatewaysIT.
 */
@Tag("long")
class OutageIT {

    private static final String PROFILE = "/api/auth/profile";

    private static final RunningStack STACK = RunningStack.get();
    private static final RotatingKeys KEYS =
            new RotatingKeys(new Door(STACK.clerkUrl()).get("/.well-known/jwks.json", null).json());
    private static final SecondCopy SECOND = SecondCopy.gateway(STACK);
    private static final List<Door> DOORS = List.of(STACK.gateway(), SECOND.door());

    private final Person known = STACK.newPerson();
    private final Person stranger = STACK.newPerson();
    private final String admin = STACK.clerk().token("ada");

    @AfterAll
    static void stop() {
        SECOND.close();
        KEYS.close();
    }

    @AfterEach
    void everythingAnswersAgain() {
        await().atMost(BOUND).until(() -> STACK.launcher().run("status").exitCode() == 0);
    }

    @Test
    void s6WithoutTheDatabaseEachServesWhoItKnows() {
        meetAtEach();
        ProcessHandle supervisor = STACK.launcher().supervisor();
        Signals.send("STOP", supervisor); // it would start the database again at once
        try {
            int port = STACK.port("postgres");
            assertTrue(process("postgres").destroyForcibly());
            await().atMost(BOUND).until(() -> isClosed(port));

            DOORS.parallelStream().forEach(this::assertKnownIsServed);
            DOORS.parallelStream().forEach(this::assertOthersAreAskedToComeBack);
        } finally {
            Signals.send("CONT", supervisor);
        }

        for (Door door : DOORS) {
            awaitStatus(200, door, stranger.token());
        }
    }

    /** It takes connections and never answers, which is worse than to refuse them. */
    @Test
    void s6WithoutClerkEachServesEverybodyWhoseTokenItCanRead() {
        meetAtEach();
        String unknownKey = KEYS.signAnew(known.token());
        ProcessHandle clerk = process("clerk");
        Signals.send("STOP", clerk);
        try {
            DOORS.parallelStream().forEach(this::assertKnownIsServed);
            DOORS.parallelStream().forEach(door -> assertTokensSuffice(door, unknownKey));
        } finally {
            Signals.send("CONT", clerk);
        }

        for (Door door : DOORS) {
            await().atMost(BOUND)
                    .until(
                            () ->
                                    door.post("/api/auth/sync-user", known.token(), "").status()
                                            == 200);
        }
    }

    /** So that each gateway remembers the one, and nothing more will happen to either. */
    private void meetAtEach() {
        STACK.awaitQuiet(known);
        STACK.awaitQuiet(stranger);
        for (Door door : DOORS) {
            awaitStatus(200, door, known.token());
        }
    }

    private void assertKnownIsServed(Door door) {
        Reply profile = door.get(PROFILE, known.token());
        Reply sample = door.get("/api/sample/me", known.token());
        Reply page = page(door, known);

        assertEquals(200, profile.status(), profile.toString());
        assertEquals(200, sample.status(), sample.toString());
        assertEquals(200, page.status(), page.toString());
    }

    private void assertOthersAreAskedToComeBack(Door door) {
        Reply page = page(door, stranger);

        assertUnavailable(door.get(PROFILE, stranger.token()));
        assertUnavailable(door.get("/api/admin/users", admin));
        assertEquals(503, page.status(), page.toString());
        assertTrue(page.header("Location").isEmpty(), page.toString());
        assertTrue(page.header("Retry-After").isPresent(), page.toString());
        String id = page.header("X-Request-Id").orElse("no id");
        assertTrue(page.response().body().contains(id), page.toString());
    }

    private void assertTokensSuffice(Door door, String unknownKey) {
        Reply newcomer = door.get(PROFILE, stranger.token());
        Reply forged = door.get(PROFILE, unknownKey);

        assertEquals(200, newcomer.status(), newcomer.toString());
        assertEquals(401, forged.status(), forged.toString());
        assertEquals("token_invalid", forged.code());
        assertUnavailable(door.post("/api/auth/sync-user", known.token(), ""));
    }

    private static Reply page(Door door, Person person) {
        return door.send(
                "GET",
                "/app",
                Map.of("Accept", "text/html", "Cookie", "__session=" + person.token()),
                "");
    }

    private static void assertUnavailable(Reply reply) {
        assertEquals(503, reply.status(), reply.toString());
        assertTrue(reply.header("Retry-After").isPresent(), reply.toString());
        assertTrue(reply.json().hasNonNull("requestId"), reply.toString());
        assertEquals("application/problem+json", reply.header("Content-Type").orElse(""));
    }

    private static void awaitStatus(int status, Door door, String token) {
        await().atMost(BOUND).until(() -> door.get(PROFILE, token).status() == status);
    }

    /** Its process cannot be waited for: who would hear of its end has been stopped. */
    private static boolean isClosed(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return !socket.isConnected();
        } catch (IOException refused) {
            return true;
        }
    }

    private static ProcessHandle process(String name) {
        ProcessHandle process = STACK.launcher().processes().get(name);
        if (process == null) {
            throw new AssertionError(name + " is not running");
        }
        return process;
    }
}
