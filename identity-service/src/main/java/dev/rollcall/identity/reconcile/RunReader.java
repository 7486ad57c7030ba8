package dev.rollcall.identity.reconcile;

import dev.rollcall.contracts.problem.ProblemCode;
import dev.rollcall.contracts.problem.ProblemException;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads runs with their reports. */
@Singleton
class RunReader {

    private final RunRepository runs;
    private final ReportRepository reports;

    RunReader(RunRepository runs, ReportRepository reports) {
        this.runs = runs;
        this.reports = reports;
    }

    @Transactional
    RunView get(UUID id) {
        return runs.find(id)
                .map(this::view)
                .orElseThrow(
                        () -> new ProblemException(ProblemCode.NOT_FOUND, "There is no such run."));
    }

    @Transactional
    RunView.Page list(@Nullable UUID before, int limit) {
        List<RunView> views = runs.list(before, limit).stream().map(this::view).toList();
        String next = views.size() < limit ? null : views.getLast().id().toString();
        return new RunView.Page(views, next);
    }

    private RunView view(RunRow run) {
        return RunView.of(run, reports.list(run.id()));
    }
}
