package dev.rollcall.audit.partition;

import io.micronaut.context.annotation.Value;
import io.micronaut.scheduling.annotation.Scheduled;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that the coming months have their partitions. Several copies of the service may do it
 * at once. While it fails, records go to default partitions and nothing is lost.
 */
@Singleton
final class PartitionJob {

    private static final Logger LOG = LoggerFactory.getLogger(PartitionJob.class);

    private final TransactionOperations<Connection> transactions;
    private final PartitionRepository repository;
    private final int monthsAhead;

    PartitionJob(
            TransactionOperations<Connection> transactions,
            PartitionRepository repository,
            @Value("${rollcall.partitions.months-ahead}") int monthsAhead) {
        this.transactions = transactions;
        this.repository = repository;
        this.monthsAhead = monthsAhead;
    }

    @Scheduled(initialDelay = "1s", fixedDelay = "${rollcall.partitions.every}")
    void run() {
        try {
            int made = transactions.executeWrite(transaction -> repository.ensure(monthsAhead));
            LOG.info("event=partitions.ensured made={} months_ahead={}", made, monthsAhead);
        } catch (RuntimeException failed) {
            LOG.warn("event=partitions.failed exception={}", failed.getClass().getName());
        }
    }
}
