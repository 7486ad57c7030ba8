package dev.rollcall.bench;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Sends distinct signed webhooks, batches of events, or reads of sessions, over kept-alive connections, each the next one as soon as the last
 * is answered, or at a given pace. One thread and a selector, and one that sends where there is a pace: what the client costs is taken from what
 * it measures. Prints when it began, and one line of figures of what it sent once it had settled.
 */
final class Load {

    private static final long STUCK_MILLIS = 15_000;

    private final Options options;
    private final Schedule schedule;
    private final Latencies latencies = new Latencies();

    private int answered;
    private int failed;

    private Load(Options options) throws IOException, GeneralSecurityException {
        this.options = options;
        this.schedule = new Schedule(options);
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
            schedule.begin();
            if (options.pace() == 0) {
                for (Connection connection : connections) {
                    schedule.send(connection, System.nanoTime());
                }
                while (answered < schedule.sent()) {
                    serve(selector, connection -> schedule.send(connection, System.nanoTime()));
                }
            } else {
                Pacer pacer = new Pacer(schedule, options.pace(), connections, selector);
                pacer.start();
                while (!pacer.isOver() || answered < schedule.sent()) {
                    serve(selector, pacer::free);
                }
                pacer.check();
            }
            report();
        } finally {
            for (Connection connection : connections) {
                connection.close();
            }
        }
    }

    /** What becomes of a connection whose request is answered. */
    private interface Next {
        void use(Connection connection) throws IOException, GeneralSecurityException;
    }

    private void serve(Selector selector, Next next) throws IOException, GeneralSecurityException {
        long from = System.nanoTime();
        int ready = selector.select(STUCK_MILLIS);
        boolean waited = System.nanoTime() - from >= STUCK_MILLIS * 1_000_000;
        if (ready == 0 && waited && answered < schedule.sent()) {
            throw new IOException("no answer for " + STUCK_MILLIS + " ms");
        }
        for (SelectionKey key : selector.selectedKeys()) {
            Connection connection = (Connection) key.attachment();
            int status = connection.receive();
            if (status != 0) {
                answered++;
                count(status, connection.startNanos(), System.nanoTime());
                next.use(connection);
            }
        }
        selector.selectedKeys().clear();
    }

    private void count(int status, long startNanos, long now) {
        if (status != 200) {
            failed++;
        } else if (schedule.counts(startNanos)) {
            latencies.add(now - startNanos);
        }
    }

    private void report() {
        System.out.printf(
                Locale.ROOT,
                "figures %.1f %.3f %.3f %d%n",
                latencies.size() * schedule.eventsEach() / schedule.countedSeconds(),
                latencies.percentile(50),
                latencies.percentile(99),
                failed);
    }
}
