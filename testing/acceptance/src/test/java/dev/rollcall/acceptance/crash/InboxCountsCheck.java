package dev.rollcall.acceptance.crash;

import dev.rollcall.acceptance.crash.Stored.InboxRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The sum of invariant I1: nothing got lost between the table of ids and the inbox. */
final class InboxCountsCheck implements Check {

    private static final Set<String> STATES = Set.of("applied", "ignored", "pending", "dead");

    @Override
    public String promise() {
        return "received = applied + ignored + pending + dead, and each message stands there once.";
    }

    @Override
    public List<Violation> judge(Run run) {
        Stored stored = run.stored();
        Map<String, Long> states = count(stored.inbox(), InboxRow::state);
        long known = STATES.stream().mapToLong(state -> states.getOrDefault(state, 0L)).sum();
        List<Violation> violations = new ArrayList<>();
        if (known != stored.received().size()) {
            violations.add(
                    new Violation("", stored.received().size() + " received, inbox: " + states));
        }
        Map<String, Long> rows = count(stored.inbox(), InboxRow::messageId);
        Set<String> ids = new TreeSet<>(stored.received());
        ids.addAll(rows.keySet());
        for (String id : ids) {
            long inbox = rows.getOrDefault(id, 0L);
            if (inbox != 1 || !stored.received().contains(id)) {
                String received = stored.received().contains(id) ? "received" : "never received";
                violations.add(new Violation(id, received + ", rows in the inbox: " + inbox));
            }
        }
        return violations;
    }

    private static Map<String, Long> count(List<InboxRow> rows, Function<InboxRow, String> key) {
        return rows.stream()
                .collect(Collectors.groupingBy(key, TreeMap::new, Collectors.counting()));
    }
}
