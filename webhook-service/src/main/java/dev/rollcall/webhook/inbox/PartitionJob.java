package dev.rollcall.webhook.inbox;

import io.micronaut.context.event.StartupEvent;
import io.micronaut.runtime.event.annotation.EventListener;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the inbox's monthly partitions before they are needed. Without them rows go to the default
 * partition, which works; they move when theirs is made. A failure is told, and tried again the
 * next day.
 */
@Singleton
final class PartitionJob {

    private static final Logger LOG = LoggerFactory.getLogger(PartitionJob.class);

    private final PartitionRepository partitions;
    private final InboxConfiguration configuration;
    private final Clock clock;

    PartitionJob(PartitionRepository partitions, InboxConfiguration configuration, Clock clock) {
        this.partitions = partitions;
        this.configuration = configuration;
        this.clock = clock;
    }

    /** Before the server takes requests. */
    @EventListener
    void onStart(StartupEvent event) {
        makePartitions();
    }

    @Scheduled(fixedDelay = "24h", initialDelay = "24h")
    void makePartitions() {
        LocalDate month = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).withDayOfMonth(1);
        for (int ahead = 0; ahead <= configuration.monthsAhead(); ahead++) {
            make(month.plusMonths(ahead));
        }
    }

    private void make(LocalDate month) {
        try {
            if (partitions.makeInboxPartition(month)) {
                LOG.info("event=inbox.partition_made month={}", month);
            }
        } catch (RuntimeException failed) {
            LOG.error("event=inbox.partition_failed month={}", month, failed);
        }
    }
}
