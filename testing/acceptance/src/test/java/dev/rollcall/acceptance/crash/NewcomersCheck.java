package dev.rollcall.acceptance.crash;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Who was let in is there, and there once. */
final class NewcomersCheck implements Check {

    @Override
    public String promise() {
        return "Everybody whose first request got 200 exists once.";
    }

    @Override
    public List<Violation> judge(Run run) {
        Set<String> people = new TreeSet<>();
        run.ok(Act.FIRST_REQUEST).forEach(operation -> people.add(operation.subject()));
        return people.stream()
                .filter(person -> rows(person, run) != 1)
                .map(person -> new Violation(person, rows(person, run) + " rows in users"))
                .toList();
    }

    private static int rows(String person, Run run) {
        return run.stored().people().getOrDefault(person, 0);
    }
}
