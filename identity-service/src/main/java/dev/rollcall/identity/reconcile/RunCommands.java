package dev.rollcall.identity.reconcile;

import dev.rollcall.contracts.id.UserId;
import dev.rollcall.contracts.id.Uuid7;
import dev.rollcall.contracts.problem.ProblemCode;
import dev.rollcall.contracts.problem.ProblemException;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Starts, confirms and cancels runs; the work itself is done elsewhere. */
@Singleton
class RunCommands {

    private final RunRepository runs;
    private final SweptPages pages;
    private final Uuid7 ids;
    private final Clock clock;

    RunCommands(RunRepository runs, SweptPages pages, Uuid7 ids, Clock clock) {
        this.runs = runs;
        this.pages = pages;
        this.ids = ids;
        this.clock = clock;
    }

    /** If the last run that nobody asked for began so long ago; the first one imports. */
    @Transactional
    void startIfDue(Duration since) {
        Instant now = clock.instant();
        Optional<Instant> last = runs.findLastScheduled();
        if (last.isEmpty() || !last.get().plus(since).isAfter(now)) {
            start(runs.isMirrorEmpty() ? "import" : "scheduled", false, Optional.empty());
        }
    }

    /** 409 while another run is running. */
    @Transactional
    RunRow startRequested(boolean dryRun, UserId by) {
        return start("requested", dryRun, Optional.of(by))
                .orElseThrow(() -> conflict("A reconciliation is running."));
    }

    @Transactional
    RunRow confirm(UUID id) {
        get(id);
        if (runs.confirm(id, clock.instant()) == 0) {
            throw conflict("The run asks nothing, or another one is running.");
        }
        return get(id);
    }

    @Transactional
    RunRow cancel(UUID id) {
        get(id);
        if (runs.cancel(id, clock.instant()) == 0) {
            throw conflict("The run is over.");
        }
        pages.delete(id);
        return get(id);
    }

    private Optional<RunRow> start(String kind, boolean dryRun, Optional<UserId> by) {
        UUID id = ids.next();
        Instant now = clock.instant();
        int started = runs.append(id, kind, dryRun, by.map(UserId::value).orElse(null), now);
        if (started == 0) {
            return Optional.empty();
        }
        runs.supersede(now);
        return runs.find(id);
    }

    private RunRow get(UUID id) {
        return runs.find(id)
                .orElseThrow(
                        () -> new ProblemException(ProblemCode.NOT_FOUND, "There is no such run."));
    }

    private static ProblemException conflict(String detail) {
        return new ProblemException(ProblemCode.CONFLICT, detail);
    }
}
