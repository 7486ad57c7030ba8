package dev.rollcall.webhook.retention;

import dev.rollcall.contracts.admin.WebhookRetentionRun;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Retention once a day, in every copy: what one has removed another does not find. */
@Singleton
final class RetentionJob {

    private static final Logger LOG = LoggerFactory.getLogger(RetentionJob.class);

    private final RunRetention retention;

    RetentionJob(RunRetention retention) {
        this.retention = retention;
    }

    @Scheduled(fixedDelay = "24h", initialDelay = "10m")
    void turn() {
        try {
            WebhookRetentionRun run = retention.run(false);
            LOG.info(
                    "event=webhook.retention months={} events={} held={} message_ids={}",
                    run.months(),
                    run.events(),
                    run.monthsHeld(),
                    run.messageIds());
        } catch (RuntimeException failed) {
            LOG.error("event=webhook.retention_failed error={}", failed.getClass().getSimpleName());
        }
    }
}
