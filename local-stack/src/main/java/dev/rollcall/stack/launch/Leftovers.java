package dev.rollcall.stack.launch;

import dev.rollcall.stack.process.ProcessId;
import dev.rollcall.stack.process.Signals;
import dev.rollcall.stack.process.StackException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** Processes of a launcher that is gone, which its watchdog should have stopped. */
final class Leftovers {

    /** Longer than the watchdog may take. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private Leftovers() {}

    /** Gives them the time to end, then refuses to start beside them. */
    static void requireNone(State state) {
        for (State.Row row : state.processes()) {
            row.id().find().ifPresent(process -> Signals.ends(process, PATIENCE));
        }
        List<State.Row> alive = alive(state);
        if (!alive.isEmpty()) {
            String names =
                    alive.stream()
                            .map(row -> row.name() + " " + row.id().pid())
                            .collect(Collectors.joining(", "));
            throw new StackException(
                    "Processes of an earlier run are left (" + names + "): './rollcall down'.");
        }
    }

    /** Ends them, PostgreSQL last. */
    static void stop(State state) {
        for (State.Row row : state.processes().reversed()) {
            row.id().find().ifPresent(process -> stop(row.name(), process));
        }
    }

    /** Waits until the launcher and all that it started are gone; false if some stay. */
    static boolean areGone(State state, Duration bound) {
        return isGone(state.launcher(), bound)
                && state.processes().stream().allMatch(row -> isGone(row.id(), bound))
                && isGone(state.watchdog(), bound);
    }

    private static boolean isGone(ProcessId id, Duration bound) {
        return id.find().map(process -> Signals.ends(process, bound)).orElse(true);
    }

    private static List<State.Row> alive(State state) {
        return state.processes().stream().filter(row -> row.id().find().isPresent()).toList();
    }

    private static void stop(String name, ProcessHandle process) {
        Signals.send(name.equals("postgres") ? "INT" : "TERM", process);
        if (!Signals.ends(process, Duration.ofSeconds(15))) {
            process.destroyForcibly();
        }
    }
}
