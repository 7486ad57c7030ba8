package dev.rollcall.identity.reconcile;

import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Writes how far a run is, for whoever holds its lease; in the transaction of the step, so that
 * both are committed or neither is.
 */
@Singleton
class RunProgress {

    static final Duration LEASE = Duration.ofSeconds(30);

    private final RunRepository runs;
    private final ReportRepository reports;
    private final SweptPages pages;
    private final Clock clock;

    RunProgress(RunRepository runs, ReportRepository reports, SweptPages pages, Clock clock) {
        this.runs = runs;
        this.reports = reports;
        this.pages = pages;
        this.clock = clock;
    }

    @Transactional
    void advance(RunRow run, Phase phase, String position) {
        var now = clock.instant();
        held(
                runs.advance(
                        run.id(), run.leaseToken(), phase.wire(), position, now.plus(LEASE), now));
    }

    /** Gives the lease away until then. */
    @Transactional
    void pause(RunRow run, String reason, Duration wait) {
        var now = clock.instant();
        held(runs.pause(run.id(), run.leaseToken(), reason, now.plus(wait), now));
    }

    @Transactional
    void finish(RunRow run) {
        if (!run.dryRun()) {
            reports.inSync(run.id());
        }
        end(run, "finished", null);
    }

    @Transactional
    void fail(RunRow run, String reason) {
        end(run, "failed", reason);
    }

    @Transactional
    void ask(RunRow run, String reason) {
        held(
                runs.end(
                        run.id(),
                        run.leaseToken(),
                        "needs_confirmation",
                        reason,
                        null,
                        clock.instant()));
    }

    private void end(RunRow run, String state, @Nullable String reason) {
        var now = clock.instant();
        pages.delete(run.id());
        held(runs.end(run.id(), run.leaseToken(), state, reason, now, now));
    }

    private static void held(int rows) {
        if (rows == 0) {
            throw new LeaseLost();
        }
    }
}
