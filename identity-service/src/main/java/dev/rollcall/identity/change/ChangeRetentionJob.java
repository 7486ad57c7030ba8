package dev.rollcall.identity.change;

import dev.rollcall.identity.mirror.SqlFaults;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the feed short; what fails is tried again at the next turn. */
@Singleton
final class ChangeRetentionJob {

    private static final Logger LOG = LoggerFactory.getLogger(ChangeRetentionJob.class);

    private final ChangeRetention retention;

    ChangeRetentionJob(ChangeRetention retention) {
        this.retention = retention;
    }

    @Scheduled(
            fixedDelay = "${rollcall.changes.compact-interval}",
            initialDelay = "${rollcall.changes.compact-interval}")
    void shorten() {
        try {
            retention.compact();
            boolean more = true;
            while (more) {
                more = retention.drop();
            }
        } catch (Exception away) { // the transaction layer also throws SQLException unchecked
            LOG.warn("event=changes.retention outcome=failed cause={}", SqlFaults.describe(away));
        }
    }
}
