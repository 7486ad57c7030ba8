package dev.rollcall.acceptance.crash;

import dev.rollcall.acceptance.crash.Stored.InboxRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Invariant I1, for each message that was answered with 2xx, whoever sent it. */
final class AcknowledgedWebhooksCheck implements Check {

    @Override
    public String promise() {
        return "An acknowledged webhook is applied once, or visibly waiting, ignored or dead.";
    }

    @Override
    public List<Violation> judge(Run run) {
        Set<String> ids = new TreeSet<>(run.stored().acknowledged());
        run.ok(Act.WEBHOOK).forEach(operation -> ids.add(operation.subject()));
        List<Violation> violations = new ArrayList<>();
        for (String id : ids) {
            fault(id, run.stored()).ifPresent(what -> violations.add(new Violation(id, what)));
        }
        return violations;
    }

    private static Optional<String> fault(String id, Stored stored) {
        List<InboxRow> rows = stored.inbox(id);
        if (rows.size() != 1) {
            return Optional.of("acknowledged, " + rows.size() + " rows in the inbox");
        }
        InboxRow row = rows.getFirst();
        String effect = stored.applied().get(id);
        return switch (row.state()) {
            case "pending" -> Optional.empty();
            case "applied" ->
                    effect == null ? Optional.of("applied without a trace") : Optional.empty();
            case "ignored" ->
                    Objects.equals(effect, "applied")
                            ? Optional.of("ignored, " + row.reason() + ", but it took effect")
                            : reason(row);
            case "dead" -> effect == null ? reason(row) : Optional.of("dead, but it was " + effect);
            default -> Optional.of("state " + row.state());
        };
    }

    private static Optional<String> reason(InboxRow row) {
        return row.reason() == null || row.reason().isBlank()
                ? Optional.of(row.state() + " without a reason")
                : Optional.empty();
    }
}
