package dev.rollcall.stack.launch;

import dev.rollcall.stack.process.ProcessId;
import dev.rollcall.stack.process.StackException;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The running parts. A part that ends by itself is reported and, if so chosen, started again after
 * a delay; the others go on. Closing stops all, the last started first. Thread-safe.
 */
final class Stack implements AutoCloseable {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneId.systemDefault());

    private final Clock clock;
    private final boolean restart;
    private final PrintStream out;
    private final Consumer<List<State.Row>> changed;
    private final List<Running> parts = new ArrayList<>();
    private volatile boolean closing;

    /**
     * @param changed hears of every process that was started
     */
    Stack(Clock clock, boolean restart, PrintStream out, Consumer<List<State.Row>> changed) {
        this.clock = clock;
        this.restart = restart;
        this.out = out;
        this.changed = changed;
    }

    /** Starts a part, which belongs to the stack from then on. */
    synchronized void add(Part part) {
        if (closing) {
            throw new StackException("Stopped while it started.");
        }
        Running running = new Running(part);
        parts.add(running);
        begin(running);
    }

    synchronized List<State.Row> rows() {
        return parts.stream().flatMap(running -> running.row().stream()).toList();
    }

    /** Looks after the parts once: to be called again and again. */
    synchronized void tick() {
        for (Running running : parts) {
            if (!closing && running.hasEnded()) {
                lookAfter(running);
            }
        }
    }

    /** Ends a part and starts it again; false if there is none of this name. */
    synchronized boolean restart(String name) {
        for (Running running : parts) {
            if (!closing && running.part.name().equals(name)) {
                running.part.stop();
                begin(running);
                say(name + " was started again, as asked");
                return true;
            }
        }
        return false;
    }

    boolean isClosing() {
        return closing;
    }

    @Override
    public void close() {
        closing = true;
        synchronized (this) {
            List<Thread> stopping = new ArrayList<>();
            for (Running running : parts.reversed()) {
                if (running.part instanceof PostgresPart) {
                    join(stopping);
                    running.part.stop();
                } else {
                    stopping.add(Thread.ofVirtual().start(running.part::stop));
                }
            }
            join(stopping);
        }
    }

    private void lookAfter(Running running) {
        Instant now = clock.instant();
        if (running.nextStart == null) {
            Duration lived = Duration.between(running.startedAt, now);
            running.endsInARow = RestartPolicy.endsInARow(running.endsInARow, lived);
            Duration delay = RestartPolicy.delay(running.endsInARow);
            running.nextStart = restart ? now.plus(delay) : Instant.MAX;
            say(
                    running.part.name()
                            + " ended by itself"
                            + (restart ? "; starting it again in " + delay.toSeconds() + " s" : "")
                            + " (log: "
                            + running.part.log()
                            + ')');
        } else if (!now.isBefore(running.nextStart)) {
            try {
                begin(running);
            } catch (StackException e) {
                say(running.part.name() + " does not start: " + e.getMessage());
                running.nextStart = null;
            }
        }
    }

    private void begin(Running running) {
        running.startedAt = clock.instant();
        running.process = running.part.start();
        running.id = ProcessId.of(running.process);
        running.nextStart = null;
        changed.accept(rows());
    }

    private void say(String what) {
        out.println(TIME.format(clock.instant()) + ' ' + what);
    }

    private static void join(List<Thread> threads) {
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        threads.clear();
    }

    /** A part with what is known of its process. */
    private static final class Running {
        final Part part;
        Instant startedAt = Instant.EPOCH;
        int endsInARow;
        @Nullable ProcessHandle process;
        @Nullable ProcessId id;
        @Nullable Instant nextStart;

        Running(Part part) {
            this.part = part;
        }

        boolean hasEnded() {
            return process != null && !process.isAlive();
        }

        Optional<State.Row> row() {
            return Optional.ofNullable(id)
                    .map(
                            known ->
                                    new State.Row(
                                            part.name(), known, part.port(), part.readinessUrl()));
        }
    }
}
