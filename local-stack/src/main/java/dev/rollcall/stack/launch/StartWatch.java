package dev.rollcall.stack.launch;

import dev.rollcall.stack.process.LogTail;
import dev.rollcall.stack.process.StackException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;

/** Waits until every process of a starting stack is ready, and says so for each. */
final class StartWatch {

    /** A process that hangs is the exception; a slow machine is not. */
    private static final Duration BOUND = Duration.ofMinutes(3);

    private static final Duration INTERVAL = Duration.ofMillis(100);
    private static final int LOG_LINES = 15;

    private final Stack stack;
    private final PrintStream out;
    private final long startedNanos;
    private final Readiness readiness = new Readiness();

    StartWatch(Stack stack, PrintStream out, long startedNanos) {
        this.stack = stack;
        this.out = out;
        this.startedNanos = startedNanos;
    }

    /**
     * Waits for all.
     *
     * @param logs the log of a process
     * @return false if the stack was told to end meanwhile
     * @throws StackException if one ends, or is not ready in time; its last lines are printed
     */
    boolean awaitAll(Function<String, Path> logs) {
        long deadline = System.nanoTime() + BOUND.toNanos();
        Set<String> ready = new HashSet<>();
        while (!stack.isClosing()) {
            List<State.Row> rows = stack.rows();
            for (State.Row row : rows) {
                if (!ready.contains(row.name())) {
                    look(row, ready, logs, deadline);
                }
            }
            if (ready.size() == rows.size()) {
                return true;
            }
            Pause.of(INTERVAL);
        }
        return false;
    }

    /** Says that something is ready, and when. */
    void say(String what) {
        double seconds = (System.nanoTime() - startedNanos) / 1e9;
        out.println(String.format(Locale.ROOT, "  %-10s ready after %4.1f s", what, seconds));
    }

    private void look(
            State.Row row, Set<String> ready, Function<String, Path> logs, long deadline) {
        if (readiness.of(row)) {
            ready.add(row.name());
            if (!row.readinessUrl().isEmpty()) {
                say(row.name());
            }
            return;
        }
        boolean ended = row.id().find().isEmpty();
        if (!stack.isClosing() && (ended || System.nanoTime() > deadline)) {
            Path log = logs.apply(row.name());
            LogTail.lines(log, LOG_LINES).forEach(line -> out.println("  | " + line));
            throw new StackException(
                    row.name()
                            + (ended
                                    ? " ended while it started"
                                    : " is not ready after " + BOUND.toSeconds() + " s")
                            + "; its log: "
                            + log);
        }
    }
}
