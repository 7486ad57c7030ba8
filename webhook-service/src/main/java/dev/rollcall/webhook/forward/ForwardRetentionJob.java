package dev.rollcall.webhook.forward;

import io.micronaut.context.annotation.Value;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Forgets once a day what became of events that are in the inbox no more: nobody can replay those,
 * so none is sent twice for it.
 */
@Singleton
final class ForwardRetentionJob {

    private static final Logger LOG = LoggerFactory.getLogger(ForwardRetentionJob.class);

    /** A month goes as a whole, so an event stays so much longer than it must. */
    private static final Duration LONGEST_MONTH = Duration.ofDays(31);

    private final ForwardRepository repository;
    private final Duration payloads;
    private final Clock clock;

    ForwardRetentionJob(
            ForwardRepository repository,
            @Value("${rollcall.webhook.retention.payloads}") Duration payloads,
            Clock clock) {
        this.repository = repository;
        this.payloads = payloads;
        this.clock = clock;
    }

    @Scheduled(fixedDelay = "24h", initialDelay = "15m")
    void turn() {
        Instant before = clock.instant().minus(payloads).minus(LONGEST_MONTH);
        try {
            while (repository.delete(before) > 0) {
                LOG.info("event=webhook.forwards_deleted");
            }
        } catch (RuntimeException failed) {
            LOG.error(
                    "event=webhook.forward_retention error={}", failed.getClass().getSimpleName());
        }
    }
}
