package dev.rollcall.stack.launch;

import java.time.Duration;

/** Waiting between two looks at something that cannot call back. */
final class Pause {

    private Pause() {}

    /** Returns early, with the interrupt flag set, when interrupted. */
    static void of(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
