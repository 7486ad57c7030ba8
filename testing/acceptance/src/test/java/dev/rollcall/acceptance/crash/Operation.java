package dev.rollcall.acceptance.crash;

import java.time.Instant;

/** One request of a client from its sending to its end. Holds ids only, no token and no e-mail. */
record Operation(
        Act act, String requestId, String subject, Instant from, Instant to, Outcome outcome) {

    boolean isOk() {
        return outcome instanceof Outcome.Ok;
    }

    @Override
    public String toString() {
        return "%s .. %s %-13s %s %s %s".formatted(from, to, act, requestId, subject, outcome);
    }
}
