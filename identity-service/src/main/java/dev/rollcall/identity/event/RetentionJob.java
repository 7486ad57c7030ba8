package dev.rollcall.identity.event;

import dev.rollcall.identity.history.SyncHistory;
import dev.rollcall.identity.mirror.SqlFaults;
import dev.rollcall.identity.session.SessionStore;
import io.micronaut.scheduling.annotation.Scheduled;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.IntSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes message ids that nobody can deliver any more (Svix keeps messages for 90 days), sessions
 * that are over for as long, and the history of rows: a few rows a transaction, so that nobody
 * waits. Copies share the work.
 */
@Singleton
final class RetentionJob {

    private static final Logger LOG = LoggerFactory.getLogger(RetentionJob.class);
    private static final Duration KEPT = Duration.ofDays(120);
    private static final int AT_ONCE = 1000;

    private final AppliedEvents events;
    private final SessionStore sessions;
    private final SyncHistory history;
    private final TransactionOperations<Connection> transactions;
    private final Clock clock;

    RetentionJob(
            AppliedEvents events,
            SessionStore sessions,
            SyncHistory history,
            TransactionOperations<Connection> transactions,
            Clock clock) {
        this.events = events;
        this.sessions = sessions;
        this.history = history;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Scheduled(
            fixedDelay = "${rollcall.retention.interval}",
            initialDelay = "${rollcall.retention.interval}")
    void run() {
        Instant before = clock.instant().minus(KEPT);
        try {
            int messages = all(() -> events.deleteBefore(before, AT_ONCE));
            int over = all(() -> sessions.deleteOverBefore(before, AT_ONCE));
            int effects = all(() -> history.deleteBefore(before, AT_ONCE));
            LOG.info(
                    "event=retention.done messages={} sessions={} effects={}",
                    messages,
                    over,
                    effects);
        } catch (Exception failed) {
            LOG.warn("event=retention.failed cause={}", SqlFaults.describe(failed));
        }
    }

    private int all(IntSupplier delete) {
        int total = 0;
        int gone;
        do {
            gone = transactions.executeWrite(status -> delete.getAsInt());
            total += gone;
        } while (gone == AT_ONCE);
        return total;
    }
}
