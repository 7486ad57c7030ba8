package dev.rollcall.acceptance.crash;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Clients at work, each with a pause after every step, and a longer one when it was sent away:
 * bounded, because a client waits for its answer. One that breaks fails the load, not the stack.
 */
final class Load {

    private static final Duration LAST_ANSWERS = Duration.ofSeconds(30);

    /** What is away says after how many seconds to come back; all say at least this. */
    private static final Duration SENT_AWAY = Duration.ofSeconds(1);

    private final ScheduledExecutorService threads;
    private final Duration pause;
    private final Queue<Throwable> broken = new ConcurrentLinkedQueue<>();

    private Load(int clients, Duration pause) {
        this.threads = Executors.newScheduledThreadPool(clients);
        this.pause = pause;
    }

    static Load start(List<Client> clients, Duration pause) {
        Load load = new Load(clients.size(), pause);
        clients.forEach(client -> load.next(client, Duration.ZERO));
        return load;
    }

    /** Lets every client hear its last answer; throws if one broke. */
    void stop() {
        threads.shutdown();
        try {
            if (!threads.awaitTermination(LAST_ANSWERS.toMillis(), TimeUnit.MILLISECONDS)) {
                threads.shutdownNow();
                throw new AssertionError("a client still waits after " + LAST_ANSWERS);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        if (!broken.isEmpty()) {
            throw new AssertionError(broken.size() + " steps broke", broken.peek());
        }
    }

    private void next(Client client, Duration after) {
        try {
            var _ = threads.schedule(() -> step(client), after.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException stopped) {
            // it was this client's last step
        }
    }

    private void step(Client client) {
        try {
            next(client, client.step().isOk() ? pause : SENT_AWAY);
        } catch (Exception | AssertionError failed) {
            broken.add(failed);
        }
    }
}
