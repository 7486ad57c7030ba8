package dev.rollcall.acceptance.crash;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All promises that hold after any crash. Pure. */
final class Checker {

    private static final List<Check> CHECKS =
            List.of(
                    new AcknowledgedWebhooksCheck(),
                    new InboxCountsCheck(),
                    new EffectsCheck(),
                    new PrivilegedEvidenceCheck(),
                    new NewcomersCheck(),
                    new MirrorEvidenceCheck(),
                    new AnswersCheck());

    private Checker() {}

    /** The violations by broken promise; empty if all were kept. */
    static Map<String, List<Violation>> judge(Run run) {
        Map<String, List<Violation>> broken = new LinkedHashMap<>();
        for (Check check : CHECKS) {
            List<Violation> violations = check.judge(run);
            if (!violations.isEmpty()) {
                broken.put(check.promise(), violations);
            }
        }
        return broken;
    }
}
