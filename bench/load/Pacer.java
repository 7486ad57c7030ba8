package dev.rollcall.bench;

import java.io.IOException;
import java.nio.channels.Selector;
import java.security.GeneralSecurityException;
import java.util.Collection;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Sends at a pace from a thread of its own, which sleeps a millisecond in between: one that looked
 * at the clock all the time, or woke for each request, would take a core from what is measured. A
 * request for which no connection is free counts from when it was due, not from when it could be
 * sent at last; one that was due while the thread slept, from when it woke.
 */
final class Pacer {

    private static final long STUCK_SECONDS = 15;

    /** So long it sleeps at least: to wake for each request would cost more than the request. */
    private static final long TICK_NANOS = 1_000_000;

    private final Schedule schedule;
    private final int pace;
    private final BlockingQueue<Connection> free;
    private final Selector selector;
    private volatile boolean over;
    private volatile Exception fault;

    Pacer(Schedule schedule, int pace, Collection<Connection> connections, Selector selector) {
        this.schedule = schedule;
        this.pace = pace;
        this.free = new ArrayBlockingQueue<>(connections.size(), false, connections);
        this.selector = selector;
    }

    void start() {
        Thread.ofPlatform().daemon().name("pacer").start(this::run);
    }

    void free(Connection connection) {
        free.add(connection);
    }

    boolean isOver() {
        return over;
    }

    /** Fails if the sending thread did. */
    void check() throws IOException {
        if (fault != null) {
            throw new IOException("sending broke off", fault);
        }
    }

    private void run() {
        try {
            send();
        } catch (IOException | GeneralSecurityException | InterruptedException broken) {
            fault = broken;
        } finally {
            over = true;
            selector.wakeup();
        }
    }

    private void send() throws IOException, GeneralSecurityException, InterruptedException {
        long from = schedule.begunNanos();
        long woke = from;
        int before = 0;
        boolean settling = true;
        while (!schedule.isOver(System.nanoTime())) {
            long now = System.nanoTime();
            if (settling && schedule.counts(now)) {
                // what a cold start left behind is not caught up in the time that is measured
                settling = false;
                from = now;
                before = schedule.sent();
            }
            long due = from + (long) ((schedule.sent() - before) * 1e9 / pace);
            long early = due - now;
            if (early > 0) {
                LockSupport.parkNanos(Math.max(early, TICK_NANOS));
                woke = System.nanoTime();
            } else {
                Connection connection = free.poll(STUCK_SECONDS, TimeUnit.SECONDS);
                if (connection == null) {
                    throw new IOException("no answer for " + STUCK_SECONDS + " s");
                }
                schedule.send(connection, Math.max(due, woke));
            }
        }
    }
}
