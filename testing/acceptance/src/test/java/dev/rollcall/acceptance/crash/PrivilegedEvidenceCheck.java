package dev.rollcall.acceptance.crash;

import java.util.List;

/** What was let through is on record. A client may repeat a GET by itself: more is no fault. */
final class PrivilegedEvidenceCheck implements Check {

    @Override
    public String promise() {
        return "Every 200 of a privileged call has its audit record.";
    }

    @Override
    public List<Violation> judge(Run run) {
        return run.ok(Act.PRIVILEGED).stream()
                .filter(operation -> !run.stored().granted().containsKey(operation.requestId()))
                .map(operation -> new Violation(operation.requestId(), "no access.granted"))
                .toList();
    }
}
