package dev.rollcall.bench;

import java.io.IOException;
import java.security.GeneralSecurityException;

/**
 * What is sent, and until when: first what only settles client and door, then {@code count} requests
 * or as many as go into the time. One thread sends; any may ask.
 */
final class Schedule {

    private final Options options;
    private final Requests settling;
    private final Requests requests;

    private volatile int sent;
    private volatile long begunNanos;
    private int counted;

    Schedule(Options options) throws IOException, GeneralSecurityException {
        this.options = options;
        this.requests = requests(options);
        this.settling =
                options.settleTokens().toString().isEmpty()
                        ? requests
                        : new SessionRequests(options, options.settleTokens());
    }

    private static Requests requests(Options options)
            throws IOException, GeneralSecurityException {
        if (options.isOfSessions()) {
            return new SessionRequests(options, options.tokens());
        }
        return options.batch() > 0 ? new EventBatches(options) : new SignedEvents(options);
    }

    void begin() {
        begunNanos = System.nanoTime();
    }

    long begunNanos() {
        return begunNanos;
    }

    int sent() {
        return sent;
    }

    int eventsEach() {
        return requests.eventsEach();
    }

    /** Whether a request that started then is one of those to be measured. */
    boolean counts(long startNanos) {
        return startNanos - begunNanos >= options.settle().toNanos();
    }

    double countedSeconds() {
        return (System.nanoTime() - begunNanos - options.settle().toNanos()) / 1e9;
    }

    boolean isOver(long now) {
        return counted >= options.count()
                || now - begunNanos >= options.settle().plus(options.duration()).toNanos();
    }

    /** Sends the next request, as one that started then, unless it is over. */
    void send(Connection connection, long startNanos)
            throws IOException, GeneralSecurityException {
        if (isOver(System.nanoTime())) {
            return;
        }
        boolean counts = counts(startNanos);
        // before it is sent: an answer must not overtake its count
        sent = sent + 1;
        connection.send((counts ? requests : settling).next(), startNanos);
        if (counts) {
            counted++;
        }
    }
}
