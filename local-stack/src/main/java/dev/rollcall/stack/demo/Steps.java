package dev.rollcall.stack.demo;

import dev.rollcall.stack.process.StackException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Numbers, times and prints the steps of a story; the first that fails ends it. */
final class Steps {

    private static final Duration BOUND = Duration.ofSeconds(10);
    private static final Duration INTERVAL = Duration.ofMillis(20);

    private final PrintStream out;
    private int number;

    Steps(PrintStream out) {
        this.out = out;
    }

    /**
     * Does one step.
     *
     * @param action returns what was seen, in a few words; throws StackException if it was not what
     *     the story says
     */
    void step(String what, Supplier<String> action) {
        number++;
        long started = System.nanoTime();
        try {
            String seen = action.get();
            double millis = (System.nanoTime() - started) / 1e6;
            out.println(
                    String.format(
                            Locale.ROOT, "%2d. %-52s %7.1f ms  %s", number, what, millis, seen));
        } catch (StackException e) {
            throw new StackException(
                    "Step %d (%s) failed: %s".formatted(number, what, e.getMessage()), e);
        }
    }

    static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new StackException(otherwise);
        }
    }

    /** Waits for what happens a moment later. */
    static void await(BooleanSupplier condition, String otherwise) {
        long deadline = System.nanoTime() + BOUND.toNanos();
        while (!condition.getAsBoolean()) {
            require(System.nanoTime() < deadline, otherwise + " after " + BOUND.toSeconds() + " s");
            try {
                Thread.sleep(INTERVAL);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new StackException("Interrupted.", e);
            }
        }
    }
}
