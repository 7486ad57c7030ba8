package dev.rollcall.identity.reconcile;

import dev.rollcall.identity.clerk.ClerkConfiguration;
import dev.rollcall.identity.clerk.InstanceCheck;
import dev.rollcall.identity.mirror.SqlFaults;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Works on the running run while this copy holds its lease: one step after the other until there is
 * something to wait for. A step that fails or a copy that dies leaves the run where it was; whoever
 * claims it next goes on from there. Used by one thread.
 */
@Singleton
final class RunWorker {

    private static final Logger LOG = LoggerFactory.getLogger(RunWorker.class);

    /** A shorter wait is not worth giving the lease away for. */
    private static final Duration SHORT = Duration.ofSeconds(10);

    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);
    private static final int MOST_STEPS = 200;
    private static final int MOST_ATTEMPTS = 50;

    private final RunRepository runs;
    private final RunProgress progress;
    private final SweepStep sweep;
    private final AbsenceStep absence;
    private final InstanceCheck instance;
    private final ClerkConfiguration clerk;
    private final TransactionOperations<Connection> transactions;
    private final Clock clock;
    private final RandomGenerator random = RandomGenerator.getDefault();

    private @Nullable RunRow held;

    RunWorker(
            RunRepository runs,
            RunProgress progress,
            SweepStep sweep,
            AbsenceStep absence,
            InstanceCheck instance,
            ClerkConfiguration clerk,
            TransactionOperations<Connection> transactions,
            Clock clock) {
        this.runs = runs;
        this.progress = progress;
        this.sweep = sweep;
        this.absence = absence;
        this.instance = instance;
        this.clerk = clerk;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** As far as it goes now. */
    void work() {
        RunRow mine = held;
        try {
            if (mine == null) {
                mine = claim().orElse(null);
                if (mine == null || !mayStart(mine)) {
                    return;
                }
                held = mine;
            }
            steps(mine);
        } catch (LeaseLost lost) {
            held = null;
        } catch (RuntimeException failed) {
            held = null;
            LOG.warn("event=reconcile.step_failed cause={}", SqlFaults.describe(failed));
        }
    }

    private Optional<RunRow> claim() {
        var now = clock.instant();
        return transactions.executeWrite(
                status -> runs.claim(now, now.plus(RunProgress.LEASE)).stream().findFirst());
    }

    /** Nothing is read from an instance that the publishable key does not name. */
    private boolean mayStart(RunRow run) {
        if (!clerk.hasSecretKey()) {
            fail(run, "no_secret_key");
            return false;
        }
        if (run.attempts() > MOST_ATTEMPTS) {
            fail(run, run.reason() == null ? "no_progress" : "no_progress:" + run.reason());
            return false;
        }
        return switch (instance.check()) {
            case SAME -> true;
            case DIFFERENT -> {
                fail(run, "wrong_instance");
                yield false;
            }
            case UNCHECKABLE -> {
                fail(run, "no_publishable_key");
                yield false;
            }
            case UNKNOWN -> {
                progress.pause(run, "instance_unverified", backoff(run, Duration.ZERO));
                yield false;
            }
        };
    }

    private void fail(RunRow run, String reason) {
        progress.fail(run, reason);
        LOG.error("event=reconcile.failed run={} reason={}", run.id(), reason);
    }

    private void steps(RunRow claimed) {
        RunRow run = claimed;
        for (int i = 0; i < MOST_STEPS; i++) {
            switch (step(run)) {
                case StepResult.Advanced advanced -> {
                    run = fresh(run);
                    held = run;
                }
                case StepResult.Waiting waiting -> {
                    await(run, waiting);
                    return;
                }
                case StepResult.Ended ended -> {
                    held = null;
                    LOG.info("event=reconcile.ended run={} state={}", run.id(), ended.state());
                    return;
                }
            }
        }
    }

    private StepResult step(RunRow run) {
        return switch (run.at()) {
            case SWEEP_USERS, SWEEP_ORGS, SWEEP_MEMBERSHIPS -> sweep.run(run);
            case ABSENCE_USERS, ABSENCE_ORGS, ABSENCE_MEMBERSHIPS -> absence.run(run);
            case DONE -> {
                progress.finish(run);
                yield new StepResult.Ended("finished");
            }
        };
    }

    private RunRow fresh(RunRow run) {
        return transactions.executeRead(status -> runs.find(run.id())).orElseThrow(LeaseLost::new);
    }

    private void await(RunRow run, StepResult.Waiting waiting) {
        boolean ownBudget = waiting.reason().equals("budget_spent");
        if (ownBudget && waiting.soonest().compareTo(SHORT) < 0) {
            return;
        }
        held = null;
        progress.pause(run, waiting.reason(), backoff(run, waiting.soonest()));
        LOG.info("event=reconcile.waiting run={} reason={}", run.id(), waiting.reason());
    }

    /** Doubles with every claim that got nowhere, jittered, and never less than Clerk asked for. */
    private Duration backoff(RunRow run, Duration soonest) {
        long step = 500L << Math.min(run.attempts(), 8);
        long bounded = Math.min(step, LONGEST_WAIT.toMillis());
        Duration jittered = Duration.ofMillis(bounded / 2 + random.nextLong(bounded / 2 + 1));
        return jittered.compareTo(soonest) > 0 ? jittered : soonest;
    }
}
