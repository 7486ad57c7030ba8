package dev.rollcall.acceptance.crash;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** A run in words: its figures, the broken promises, and the history around each fault. Pure. */
final class CrashReport {

    private static final Duration AROUND = Duration.ofSeconds(3);
    private static final int MOST_VIOLATIONS = 10;
    private static final int MOST_LINES = 40;

    private CrashReport() {}

    /** One line per act and per fault. */
    static String figures(Run run) {
        List<String> lines = new ArrayList<>();
        for (Act act : Act.values()) {
            List<Operation> all =
                    run.operations().stream().filter(each -> each.act() == act).toList();
            lines.add(
                    "%-13s %d requests, %d ok, %d without an answer"
                            .formatted(act, all.size(), run.ok(act).size(), unknown(all)));
        }
        for (Fault fault : run.faults()) {
            lines.add("%-17s ready after %d ms".formatted(fault.name(), fault.length().toMillis()));
        }
        lines.add(
                "inbox %d, applied events %d, people %d, acknowledged to Clerk %d"
                        .formatted(
                                run.stored().inbox().size(),
                                run.stored().applied().size(),
                                run.stored().people().size(),
                                run.stored().acknowledged().size()));
        return String.join("\n", lines);
    }

    static String failure(Run run, Map<String, List<Violation>> broken) {
        StringBuilder text = new StringBuilder("Promises that did not hold:\n");
        broken.forEach(
                (promise, violations) -> {
                    text.append("\n* ").append(promise).append('\n');
                    append(text, violations, MOST_VIOLATIONS);
                });
        Set<String> concerned =
                broken.values().stream()
                        .flatMap(List::stream)
                        .map(Violation::subject)
                        .collect(Collectors.toSet());
        for (Fault fault : run.faults()) {
            text.append(
                    "\n%s at %s, all ready at %s\n"
                            .formatted(fault.name(), fault.from(), fault.until()));
            appendHistory(text, run, fault, concerned);
        }
        return text.append('\n').append(figures(run)).toString();
    }

    /** Every failure and all that a violation names; of the others the number. */
    private static void appendHistory(
            StringBuilder text, Run run, Fault fault, Set<String> concerned) {
        List<Operation> near =
                run.operations().stream()
                        .filter(each -> !each.to().isBefore(fault.from().minus(AROUND)))
                        .filter(each -> !each.from().isAfter(fault.until().plus(AROUND)))
                        .toList();
        List<Operation> told =
                near.stream()
                        .filter(
                                each ->
                                        !each.isOk()
                                                || concerned.contains(each.subject())
                                                || concerned.contains(each.requestId()))
                        .toList();
        append(text, told, MOST_LINES);
        text.append("  and ").append(near.size() - told.size()).append(" as they should be\n");
    }

    private static void append(StringBuilder text, List<?> lines, int most) {
        lines.stream().limit(most).forEach(line -> text.append("  ").append(line).append('\n'));
        if (lines.size() > most) {
            text.append("  ... ").append(lines.size() - most).append(" more\n");
        }
    }

    private static long unknown(List<Operation> operations) {
        return operations.stream()
                .filter(each -> each.outcome() instanceof Outcome.Unknown)
                .count();
    }
}
