package dev.rollcall.webhook.replay;

import io.micronaut.context.annotation.Requires;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks every second whether a replay has a step to take, in every copy that delivers. */
@Singleton
@Requires(property = "rollcall.webhook.delivery.enabled", value = "true")
final class ReplayJob {

    private static final Logger LOG = LoggerFactory.getLogger(ReplayJob.class);

    private final ReplayStep step;

    ReplayJob(ReplayStep step) {
        this.step = step;
    }

    @Scheduled(fixedDelay = "1s", initialDelay = "1s")
    void turn() {
        try {
            step.run().ifPresent(n -> LOG.info("event=webhook.replayed n={}", n));
        } catch (RuntimeException failed) {
            LOG.warn("event=webhook.replay_waiting error={}", failed.getClass().getSimpleName());
        }
    }
}
