package dev.rollcall.bench;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.security.GeneralSecurityException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;

/**
 * Sends distinct signed webhooks, batches of events, or reads of sessions, over kept-alive connections, each the next one as soon as the last
 * is answered, or at a given pace. One thread and a selector: what the client costs is taken from what it measures.
 * Prints when it began, and one line of figures.
 */
final class Load {

    private static final long STUCK_MILLIS = 15_000;

    private final Options options;
    private final Requests requests;
    private final Latencies latencies = new Latencies();

    /** Connections for which it is too early. */
    private final Deque<Connection> idle = new ArrayDeque<>();

    private int sent;
    private int failed;
    private long begunNanos;
    private long deadlineNanos;

    private Load(Options options) throws IOException, GeneralSecurityException {
        this.options = options;
        if (options.isOfSessions()) {
            this.requests = new SessionRequests(options);
        } else {
            this.requests =
                    options.batch() > 0 ? new EventBatches(options) : new SignedEvents(options);
        }
    }

    public static void main(String[] arguments) throws IOException, GeneralSecurityException {
        new Load(Options.parse(arguments)).run();
    }

    private void run() throws IOException, GeneralSecurityException {
        List<Connection> connections = new ArrayList<>();
        try (Selector selector = Selector.open()) {
            for (int i = 0; i < options.connections(); i++) {
                Connection connection = new Connection(options.address());
                connection.channel().register(selector, SelectionKey.OP_READ, connection);
                connections.add(connection);
            }
            System.out.println("began " + System.currentTimeMillis());
            begunNanos = System.nanoTime();
            deadlineNanos = begunNanos + options.duration().toNanos();
            for (Connection connection : connections) {
                sendNext(connection);
            }
            while (latencies.size() + failed < sent || !idle.isEmpty()) {
                serve(selector);
            }
            report((System.nanoTime() - begunNanos) / 1e9);
        } finally {
            for (Connection connection : connections) {
                connection.close();
            }
        }
    }

    private void serve(Selector selector) throws IOException, GeneralSecurityException {
        int answered = idle.isEmpty() ? selector.select(STUCK_MILLIS) : awaitPace(selector);
        if (answered == 0 && idle.isEmpty()) {
            throw new IOException("no answer for " + STUCK_MILLIS + " ms");
        }
        for (SelectionKey key : selector.selectedKeys()) {
            Connection connection = (Connection) key.attachment();
            int status = connection.receive();
            if (status != 0) {
                count(status, System.nanoTime() - connection.sentNanos());
                sendNext(connection);
            }
        }
        selector.selectedKeys().clear();
        for (int waiting = idle.size(); waiting > 0; waiting--) {
            sendNext(idle.remove());
        }
    }

    private int awaitPace(Selector selector) throws IOException {
        long millis = (dueNanos() - System.nanoTime()) / 1_000_000;
        return millis > 0 ? selector.select(millis) : selector.selectNow();
    }

    /** When the next request is to go out. */
    private long dueNanos() {
        return options.pace() == 0
                ? begunNanos
                : begunNanos + (long) (sent * 1e9 / options.pace());
    }

    private void count(int status, long latencyNanos) {
        if (status == 200) {
            latencies.add(latencyNanos);
        } else {
            failed++;
        }
    }

    private void sendNext(Connection connection) throws IOException, GeneralSecurityException {
        long now = System.nanoTime();
        if (sent >= options.count() || now >= deadlineNanos) {
            return;
        }
        if (dueNanos() > now) {
            idle.add(connection);
        } else {
            connection.send(requests.next());
            sent++;
        }
    }

    private void report(double seconds) {
        System.out.printf(
                Locale.ROOT,
                "figures %.1f %.3f %.3f %d%n",
                latencies.size() * requests.eventsEach() / seconds,
                latencies.percentile(50),
                latencies.percentile(99),
                failed);
    }
}
