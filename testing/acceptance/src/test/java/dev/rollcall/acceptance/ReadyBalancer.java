package dev.rollcall.acceptance;

import static dev.rollcall.testing.Patience.BOUND;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The least a load balancer does: asks each copy every tenth of a second whether it is ready, and
 * sends the next request to the next that is. It never repeats one. Thread safe.
 */
final class ReadyBalancer implements AutoCloseable {

    private static final Duration INTERVAL = Duration.ofMillis(100);

    private final List<SecondCopy> copies;
    private final AtomicInteger turn = new AtomicInteger();
    private final Thread prober;
    private volatile List<SecondCopy> ready;

    ReadyBalancer(List<SecondCopy> copies) {
        this.copies = List.copyOf(copies);
        this.ready = this.copies;
        this.prober = Thread.ofVirtual().name("prober").start(this::probe);
    }

    Door next() {
        // none may be heard in time on a slow machine; a request waits as it would elsewhere
        List<SecondCopy> now = await().atMost(BOUND).until(() -> ready, it -> !it.isEmpty());
        return now.get(Math.floorMod(turn.getAndIncrement(), now.size())).door();
    }

    boolean isAllReady() {
        return ready.size() == copies.size();
    }

    private void probe() {
        try {
            while (true) {
                ready = copies.parallelStream().filter(SecondCopy::isReady).toList();
                Thread.sleep(INTERVAL);
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        prober.interrupt();
    }
}
