package dev.rollcall.webhook.delivery;

import dev.rollcall.webhook.inbox.FreshEvents;
import dev.rollcall.webhook.inbox.InboxSignal;
import io.micronaut.context.annotation.Requires;
import io.micronaut.runtime.event.annotation.EventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers as long as the process runs: at once when the inbox rings, else at each poll, and not
 * while the circuit is open. A few threads, so that the next batch is on its way while one is
 * applied; they, and further copies of the service, share the work by leases.
 */
@Singleton
@Requires(property = "rollcall.webhook.delivery.enabled", value = "true")
final class DeliveryJob {

    private static final Logger LOG = LoggerFactory.getLogger(DeliveryJob.class);

    /** With what is handed back, the forwards, the inbox and 10 s for requests: less than 25 s. */
    private static final Duration LONGEST_END = Duration.ofSeconds(5);

    private final Delivery delivery;
    private final Circuit circuit;
    private final InboxSignal signal;
    private final FreshEvents freshEvents;
    private final Duration poll;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final List<Thread> workers;

    DeliveryJob(
            Delivery delivery,
            Circuit circuit,
            InboxSignal signal,
            FreshEvents freshEvents,
            DeliveryConfiguration configuration) {
        this.delivery = delivery;
        this.circuit = circuit;
        this.signal = signal;
        this.freshEvents = freshEvents;
        this.poll = configuration.poll();
        Thread.Builder builder = Thread.ofPlatform().name("delivery-", 1).daemon();
        this.workers =
                IntStream.range(0, configuration.workers())
                        .mapToObj(i -> builder.unstarted(this::run))
                        .toList();
    }

    @EventListener
    void start(ServerStartupEvent event) {
        freshEvents.open();
        workers.forEach(Thread::start);
    }

    /** Lets the rounds in progress end; what they do not reach is for others. */
    @PreDestroy
    void stop() {
        freshEvents.close();
        stopped.countDown();
        signal.ring();
        long until = System.nanoTime() + LONGEST_END.toNanos();
        try {
            for (Thread worker : workers) {
                worker.join(Duration.ofNanos(Math.max(0, until - System.nanoTime())));
            }
            delivery.handBack();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException failed) { // then their leases run out
            LOG.warn("event=webhook.not_handed_back error={}", failed.getClass().getSimpleName());
        }
    }

    private void run() {
        try {
            while (stopped.getCount() > 0) {
                round();
            }
            signal.ring(); // a ring wakes one: hand it on
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void round() throws InterruptedException {
        Duration pause = circuit.pause();
        if (!pause.isZero()) {
            rest(pause);
            return;
        }
        if (!isMoreDue()) {
            signal.await(poll);
        }
    }

    private boolean isMoreDue() throws InterruptedException {
        try {
            return delivery.deliverDue() > 0;
        } catch (Throwable failed) { // whatever it is: without the thread nothing is delivered
            LOG.error("event=webhook.delivery_failed error={}", failed.getClass().getSimpleName());
            rest(poll);
            return false;
        }
    }

    private void rest(Duration time) throws InterruptedException {
        if (stopped.await(time.toMillis(), TimeUnit.MILLISECONDS)) {
            LOG.info("event=webhook.delivery_stopped");
        }
    }
}
