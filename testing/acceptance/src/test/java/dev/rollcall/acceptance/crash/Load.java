package dev.rollcall.acceptance.crash;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Clients at work, each in a thread of its own with a pause after every step: bounded, because a
 * client waits for its answer. A client that breaks fails the load, not the stack.
 */
final class Load {

    private static final Duration LAST_ANSWERS = Duration.ofSeconds(30);

    private final ScheduledExecutorService threads;
    private final Queue<Throwable> broken = new ConcurrentLinkedQueue<>();

    private Load(int clients) {
        threads = Executors.newScheduledThreadPool(clients);
    }

    static Load start(List<Client> clients, Duration pause) {
        Load load = new Load(clients.size());
        for (Client client : clients) {
            var _ =
                    load.threads.scheduleWithFixedDelay(
                            () -> load.step(client), 0, pause.toMillis(), TimeUnit.MILLISECONDS);
        }
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

    private void step(Client client) {
        try {
            client.step();
        } catch (Exception | AssertionError failed) {
            broken.add(failed);
        }
    }
}
