package dev.rollcall.webhook.forward;

import java.time.Duration;

/** How an attempt leaves its row. Errors are stable words. */
sealed interface ForwardOutcome {

    /** The target has it. */
    record Done() implements ForwardOutcome {}

    /** Due again after the delay. */
    record Postponed(String error, Duration delay) implements ForwardOutcome {}

    /** Not to be tried again but on an operator's word. */
    record Buried(String error) implements ForwardOutcome {}
}
