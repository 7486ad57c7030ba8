package dev.rollcall.acceptance.crash;

import static dev.rollcall.testing.Patience.BOUND;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.stack.process.Signals;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * identity-service is down while webhooks arrive, the first of them one that cannot be used. Once
 * it is back, all are applied, in few calls at a time, and nobody waits for the first.
 */
final class Outage {

    /** Deliveries of webhook-service that may run at the same time. */
    private static final int MOST_CONNECTIONS = 8;

    private static final String COUNT =
            "SELECT count(*) FROM webhook.inbox WHERE message_id = ANY (?) AND ";

    private final CrashStack stack;
    private final Faults faults;
    private final SignedPost post;

    Outage(CrashRun run) throws IOException {
        this.stack = run.stack();
        this.faults = run.faults();
        this.post =
                new SignedPost(
                        new RecordingClient(stack.gatewayUrl(), run.history()),
                        stack.webhookSecret());
    }

    /** How fast they were applied, in words. */
    String endure(int messages) throws IOException {
        Instant from = Instant.now();
        ProcessHandle supervisor = stack.launcher().supervisor();
        Signals.send("STOP", supervisor); // it would start identity-service again at once
        String poison;
        List<String> ids;
        try {
            faults.process("identity").destroyForcibly();
            await().atMost(BOUND).until(() -> !accepts(stack.port("identity")));
            Burst burst = new Burst(post);
            poison = burst.sendPoison();
            ids = burst.send(messages);
            assertEquals(messages, count(ids, "state = 'pending' AND attempts = 0"));
        } finally {
            Signals.send("CONT", supervisor);
        }
        await().atMost(BOUND)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> count(ids, "state = 'applied'") > 0);
        Instant back = Instant.now();
        int connections = drain(ids);
        Duration drained = Duration.between(back, Instant.now());
        faults.recover("identity away", from);

        assertEquals(1, count(List.of(poison), "state = 'dead' AND attempts = 1"), poison);
        assertEquals(0, count(ids, "attempts > 0"), "tried again because of a neighbour");
        assertTrue(connections <= MOST_CONNECTIONS, () -> connections + " at the same time");
        return "%d webhooks applied within %d ms of the first, %d connections at most"
                .formatted(messages, drained.toMillis(), connections);
    }

    /** Until all are applied; the most connections seen from one service to the other. */
    private int drain(List<String> ids) {
        ProcessHandle webhook = faults.process("webhook");
        int port = stack.port("identity");
        List<Integer> seen = new ArrayList<>();
        await().atMost(BOUND)
                .pollInterval(Duration.ofMillis(100))
                .until(
                        () -> {
                            seen.add(Connections.count(webhook, port));
                            return count(ids, "state = 'applied'") == ids.size();
                        });
        return seen.stream().mapToInt(Integer::intValue).max().orElse(0);
    }

    private int count(List<String> ids, String condition) {
        try (Connection connection = stack.database().connect();
                PreparedStatement statement = connection.prepareStatement(COUNT + condition)) {
            statement.setArray(1, connection.createArrayOf("text", ids.toArray()));
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        } catch (SQLException failed) {
            throw new AssertionError(failed);
        }
    }

    private static boolean accepts(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException refused) {
            return false;
        }
    }
}
