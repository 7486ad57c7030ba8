package dev.rollcall.identity.reconcile;

import java.time.Duration;

/** What one step of a run came to; everything that it did is committed. */
sealed interface StepResult {

    /** There is more to do. */
    record Advanced() implements StepResult {}

    /** Nothing could be asked of Clerk: not before then. */
    record Waiting(String reason, Duration soonest) implements StepResult {}

    /** The run is over, or asks. */
    record Ended(String state) implements StepResult {}
}
