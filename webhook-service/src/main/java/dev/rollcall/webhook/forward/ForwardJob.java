package dev.rollcall.webhook.forward;

import io.micronaut.context.annotation.Requires;
import io.micronaut.runtime.event.annotation.EventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Forwards as long as the process runs: a thread for each target, so that a dead one delays nobody.
 * Further copies of the service share the work by leases.
 */
@Singleton
@Requires(property = "rollcall.webhook.delivery.enabled", value = "true")
final class ForwardJob {

    private static final Logger LOG = LoggerFactory.getLogger(ForwardJob.class);

    /** For all of them; of a call that takes longer the lease runs out. */
    private static final Duration LONGEST_END = Duration.ofSeconds(2);

    private final Forward forward;
    private final Duration poll;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final List<Thread> workers;

    ForwardJob(Forward forward, ForwardTargets targets, ForwardSettings settings) {
        this.forward = forward;
        this.poll = settings.poll();
        this.workers = targets.list().stream().map(this::worker).toList();
    }

    @EventListener
    void start(ServerStartupEvent event) {
        workers.forEach(Thread::start);
    }

    /** Lets the calls in progress end, if they soon do. */
    @PreDestroy
    void stop() {
        stopped.countDown();
        long until = System.nanoTime() + LONGEST_END.toNanos();
        try {
            for (Thread worker : workers) {
                worker.join(Duration.ofNanos(Math.max(0, until - System.nanoTime())));
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private Thread worker(ForwardTarget target) {
        return Thread.ofPlatform()
                .name("forward-" + target.name())
                .daemon()
                .unstarted(() -> run(target));
    }

    private void run(ForwardTarget target) {
        try {
            while (stopped.getCount() > 0) {
                if (!isMoreDue(target) && stopped.await(poll.toMillis(), TimeUnit.MILLISECONDS)) {
                    return;
                }
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isMoreDue(ForwardTarget target) {
        try {
            return forward.run(target) > 0;
        } catch (Throwable failed) { // whatever it is: without the thread nothing is forwarded
            LOG.error(
                    "event=webhook.forward_round_failed target={} error={}",
                    target.name(),
                    failed.getClass().getSimpleName());
            return false;
        }
    }
}
