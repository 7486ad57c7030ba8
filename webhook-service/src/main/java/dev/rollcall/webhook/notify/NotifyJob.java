package dev.rollcall.webhook.notify;

import io.micronaut.context.annotation.Requires;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks regularly whether there is something to tell, in every copy that delivers. */
@Singleton
@Requires(property = "rollcall.webhook.delivery.enabled", value = "true")
final class NotifyJob {

    private static final Logger LOG = LoggerFactory.getLogger(NotifyJob.class);

    private final Notify notify;

    NotifyJob(Notify notify) {
        this.notify = notify;
    }

    @Scheduled(fixedDelay = "10s", initialDelay = "10s")
    void turn() {
        try {
            notify.run();
        } catch (RuntimeException failed) {
            LOG.warn("event=notice.waiting error={}", failed.getClass().getSimpleName());
        }
    }
}
