package dev.rollcall.identity.reconcile;

import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How the last reconciliation went, for whoever asks for the service's health. */
@Singleton
public class ReconcileStatus {

    private final RunRepository runs;
    private final ReportRepository reports;

    ReconcileStatus(RunRepository runs, ReportRepository reports) {
        this.runs = runs;
        this.reports = reports;
    }

    @Transactional
    public Map<String, String> facts() {
        Map<String, String> facts = new HashMap<>();
        List<RunRow> last = runs.list(null, 1);
        if (!last.isEmpty()) {
            RunRow run = last.getFirst();
            facts.put("reconciliation", run.state());
            facts.put("reconciliationPhase", run.phase());
            String reason = run.reason();
            if (reason != null) {
                facts.put("reconciliationReason", reason);
            }
        }
        reports.findInSyncAsOf()
                .map(Instant::toString)
                .ifPresent(at -> facts.put("inSyncAsOf", at));
        return facts;
    }
}
