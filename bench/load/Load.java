package dev.rollcall.bench;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Sends distinct signed webhooks, or batches of events, over kept-alive connections, each the next one as soon as the last
 * is answered. One thread and a selector: what the client costs is taken from what it measures.
 * Prints when it began, and one line of figures.
 */
final class Load {

    private static final long STUCK_MILLIS = 15_000;

    private final Options options;
    private final Requests requests;
    private final Latencies latencies = new Latencies();
    private int sent;
    private int failed;
    private long deadlineNanos;

    private Load(Options options) throws IOException, GeneralSecurityException {
        this.options = options;
        this.requests =
                options.batch() > 0 ? new EventBatches(options) : new SignedEvents(options);
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
            long begun = System.nanoTime();
            deadlineNanos = begun + options.duration().toNanos();
            for (Connection connection : connections) {
                sendNext(connection);
            }
            while (latencies.size() + failed < sent) {
                serve(selector);
            }
            report((System.nanoTime() - begun) / 1e9);
        } finally {
            for (Connection connection : connections) {
                connection.close();
            }
        }
    }

    private void serve(Selector selector) throws IOException, GeneralSecurityException {
        if (selector.select(STUCK_MILLIS) == 0) {
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
    }

    private void count(int status, long latencyNanos) {
        if (status == 200) {
            latencies.add(latencyNanos);
        } else {
            failed++;
        }
    }

    private void sendNext(Connection connection) throws IOException, GeneralSecurityException {
        if (sent < options.count() && System.nanoTime() < deadlineNanos) {
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
