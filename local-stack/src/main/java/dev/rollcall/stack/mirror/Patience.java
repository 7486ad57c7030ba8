package dev.rollcall.stack.mirror;

import dev.rollcall.stack.process.StackException;
import java.time.Duration;

/** Waits for the services while they get on; gives up when nothing has moved for a minute. */
final class Patience {

    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final Duration INTERVAL = Duration.ofMillis(250);

    private final String otherwise;
    private String last = "";
    private long since = System.nanoTime();

    /** {@code otherwise} is what is said when nothing moves. */
    Patience(String otherwise) {
        this.otherwise = otherwise;
    }

    /** Waits a moment; {@code state} is anything that differs when there was progress. */
    void await(String state) {
        if (!state.equals(last)) {
            last = state;
            since = System.nanoTime();
        }
        if (System.nanoTime() - since > LONGEST.toNanos()) {
            throw new StackException(otherwise);
        }
        try {
            Thread.sleep(INTERVAL);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackException("Interrupted.", e);
        }
    }
}
