package dev.rollcall.acceptance.crash;

import static java.time.temporal.ChronoUnit.SECONDS;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collector;
import java.util.stream.Collectors;

/** A run in words: its figures, the broken promises, and the history around each fault. Pure. */
final class CrashReport {

    private static final Duration AROUND = Duration.ofSeconds(3);
    private static final int MOST_VIOLATIONS = 10;
    private static final int MOST_LINES = 100;

    private CrashReport() {}

    /** One line per act, with its outcomes, and per fault. */
    static String figures(Run run) {
        List<String> lines = new ArrayList<>();
        for (Act act : Act.values()) {
            lines.add("%-13s %s".formatted(act, outcomes(run, act)));
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

    /** Second by second what came of the requests, then all that a violation names. */
    private static void appendHistory(
            StringBuilder text, Run run, Fault fault, Set<String> concerned) {
        List<Operation> near =
                run.operations().stream()
                        .filter(each -> !each.to().isBefore(fault.from().minus(AROUND)))
                        .filter(each -> !each.to().isAfter(fault.until().plus(AROUND)))
                        .toList();
        Map<String, Map<String, Long>> seconds =
                near.stream()
                        .collect(
                                Collectors.groupingBy(
                                        each -> each.to().truncatedTo(SECONDS) + " " + each.act(),
                                        TreeMap::new,
                                        countByOutcome()));
        List<String> lines = new ArrayList<>();
        seconds.forEach((second, outcomes) -> lines.add(second + " " + outcomes));
        append(text, lines, MOST_LINES);
        append(text, near.stream().filter(each -> names(concerned, each)).toList(), MOST_LINES);
    }

    private static boolean names(Set<String> concerned, Operation operation) {
        return concerned.contains(operation.subject()) || concerned.contains(operation.requestId());
    }

    private static void append(StringBuilder text, List<?> lines, int most) {
        lines.stream().limit(most).forEach(line -> text.append("  ").append(line).append('\n'));
        if (lines.size() > most) {
            text.append("  ... ").append(lines.size() - most).append(" more\n");
        }
    }

    private static Map<String, Long> outcomes(Run run, Act act) {
        return run.operations().stream()
                .filter(each -> each.act() == act)
                .collect(countByOutcome());
    }

    private static Collector<Operation, ?, Map<String, Long>> countByOutcome() {
        return Collectors.groupingBy(
                operation -> word(operation.outcome()), TreeMap::new, Collectors.counting());
    }

    private static String word(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Ok ok -> "ok";
            case Outcome.Failed failed -> failed.status() + " " + failed.code();
            case Outcome.Unknown unknown -> unknown.why();
        };
    }
}
