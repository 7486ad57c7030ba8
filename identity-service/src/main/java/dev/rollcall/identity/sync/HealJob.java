package dev.rollcall.identity.sync;

import dev.rollcall.contracts.id.ClerkUserId;
import dev.rollcall.identity.clerk.ClerkBudget;
import dev.rollcall.identity.clerk.ClerkConfiguration;
import dev.rollcall.identity.clerk.UserFetch;
import dev.rollcall.identity.mirror.SqlFaults;
import dev.rollcall.identity.user.UserRow;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Completes people whose details are still missing, without anyone asking. Copies share the work:
 * each claims a few rows for a while, and what a crashed copy claimed comes due again. It claims no
 * more people than the budget of background work lets it fetch.
 */
@Singleton
final class HealJob {

    private static final Logger LOG = LoggerFactory.getLogger(HealJob.class);
    private static final int MOST = 10;
    private static final int PATIENCE = 5;
    private static final Duration SOONEST_FOR_MISSING = Duration.ofSeconds(20);

    private final HealQueue queue;
    private final SyncUser syncUser;
    private final ClerkConfiguration clerk;
    private final ClerkBudget budget;
    private final RandomGenerator random = RandomGenerator.getDefault();

    HealJob(HealQueue queue, SyncUser syncUser, ClerkConfiguration clerk, ClerkBudget budget) {
        this.queue = queue;
        this.syncUser = syncUser;
        this.clerk = clerk;
        this.budget = budget;
    }

    @Scheduled(
            fixedDelay = "${rollcall.sync.heal-interval}",
            initialDelay = "${rollcall.sync.heal-interval}")
    void heal() {
        if (!clerk.hasSecretKey()) {
            return;
        }
        try {
            int most = Math.min(MOST, budget.availableForBackground());
            if (most > 0) {
                queue.claim(most).forEach(this::heal);
            }
        } catch (Exception failed) {
            LOG.warn("event=heal.failed cause={}", SqlFaults.describe(failed));
        }
    }

    private void heal(UserRow row) {
        ClerkUserId clerkId = new ClerkUserId(Objects.requireNonNull(row.clerkId()));
        switch (syncUser.run(clerkId, row.createdAt(), ClerkBudget.Use.BACKGROUND)) {
            case UserFetch.Found found ->
                    LOG.info("event=heal.done attempts={}", row.syncAttempts());
            case UserFetch.NotFound missing ->
                    queue.retry(clerkId, "pending", "not_found", delay(row, SOONEST_FOR_MISSING));
            case UserFetch.Unavailable unavailable -> failed(clerkId, row, unavailable);
        }
    }

    private void failed(ClerkUserId clerkId, UserRow row, UserFetch.Unavailable unavailable) {
        String status = row.syncAttempts() < PATIENCE ? "pending" : "error";
        Duration soonest = unavailable.retryAfter().orElse(Duration.ZERO);
        queue.retry(clerkId, status, unavailable.reason(), delay(row, soonest));
    }

    private Duration delay(UserRow row, Duration soonest) {
        return HealBackoff.after(row.syncAttempts(), soonest, random);
    }
}
