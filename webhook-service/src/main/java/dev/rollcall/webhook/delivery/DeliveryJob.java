package dev.rollcall.webhook.delivery;

import dev.rollcall.webhook.inbox.InboxSignal;
import io.micronaut.context.annotation.Requires;
import io.micronaut.runtime.event.annotation.EventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers as long as the process runs: at once when the inbox rings, else at each poll, and not
 * while the circuit is open. One thread; further copies of the service share the work by leases.
 */
@Singleton
@Requires(property = "rollcall.webhook.delivery.enabled", value = "true")
final class DeliveryJob {

    private static final Logger LOG = LoggerFactory.getLogger(DeliveryJob.class);

    private final Delivery delivery;
    private final Circuit circuit;
    private final InboxSignal signal;
    private final Duration poll;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Thread worker;

    DeliveryJob(
            Delivery delivery,
            Circuit circuit,
            InboxSignal signal,
            DeliveryConfiguration configuration) {
        this.delivery = delivery;
        this.circuit = circuit;
        this.signal = signal;
        this.poll = configuration.poll();
        this.worker = Thread.ofPlatform().name("delivery").daemon().unstarted(this::run);
    }

    @EventListener
    void start(ServerStartupEvent event) {
        worker.start();
    }

    /** Lets the round in progress end; what it does not reach keeps its lease until it runs out. */
    @PreDestroy
    void stop() {
        stopped.countDown();
        signal.ring();
        try {
            worker.join(Duration.ofSeconds(15));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (stopped.getCount() > 0) {
                round();
            }
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
