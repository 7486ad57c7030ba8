package dev.rollcall.identity.reconcile;

import dev.rollcall.identity.clerk.ClerkConfiguration;
import dev.rollcall.identity.clerk.InstanceCheck;
import dev.rollcall.identity.mirror.SqlFaults;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts the run that is due and works on the one that is running. Every copy does; the table lets
 * one run be running and one copy hold it. Before anything else it looks whether the keys belong to
 * one instance, for that is what tells whether Clerk's "not found" means anything.
 */
@Singleton
final class ReconcileJob {

    private static final Logger LOG = LoggerFactory.getLogger(ReconcileJob.class);
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(10);

    private final RunCommands commands;
    private final RunWorker worker;
    private final ReconcileConfiguration configuration;
    private final ClerkConfiguration clerk;
    private final InstanceCheck instance;
    private final Clock clock;
    private final Duration jitter;

    private @Nullable Instant lookedAt;

    ReconcileJob(
            RunCommands commands,
            RunWorker worker,
            ReconcileConfiguration configuration,
            ClerkConfiguration clerk,
            InstanceCheck instance,
            Clock clock) {
        this.commands = commands;
        this.worker = worker;
        this.configuration = configuration;
        this.clerk = clerk;
        this.instance = instance;
        this.clock = clock;
        long tenth = configuration.interval().toMillis() / 10;
        this.jitter = Duration.ofMillis(RandomGenerator.getDefault().nextLong(tenth + 1));
    }

    @Scheduled(fixedDelay = "${rollcall.reconcile.tick}", initialDelay = "500ms")
    void tick() {
        if (!clerk.hasSecretKey()) {
            return;
        }
        try {
            verify();
            if (configuration.isScheduled() && instance.last() != InstanceCheck.Verdict.UNKNOWN) {
                commands.startIfDue(configuration.interval().plus(jitter));
            }
            worker.work();
        } catch (RuntimeException failed) {
            LOG.warn("event=reconcile.tick_failed cause={}", SqlFaults.describe(failed));
        }
    }

    private void verify() {
        Instant now = clock.instant();
        Instant last = lookedAt;
        boolean open = instance.last() == InstanceCheck.Verdict.UNKNOWN;
        if (open && (last == null || last.plus(LOOK_AGAIN).isBefore(now))) {
            lookedAt = now;
            instance.check();
        }
    }
}
