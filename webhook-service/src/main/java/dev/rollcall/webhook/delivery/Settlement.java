package dev.rollcall.webhook.delivery;

import java.time.Duration;

/** How a delivery leaves its inbox row. Reasons and errors are stable words. */
sealed interface Settlement {

    /** In the mirror. */
    record Applied() implements Settlement {}

    /** Of no effect, and never will be. */
    record Ignored(String reason) implements Settlement {}

    /** Failed; due again after the delay. */
    record Postponed(String error, Duration delay) implements Settlement {}

    /** Held up by no fault of its own: due again after the delay, no attempt counted. */
    record Deferred(String error, Duration delay) implements Settlement {}

    /** Not looked at: due again at once, no attempt counted. */
    record Returned(String error) implements Settlement {}

    /** Failed for good: to the dead letter. */
    record Buried(String reason) implements Settlement {}
}
