package dev.rollcall.webhook.delivery;

import dev.rollcall.contracts.event.EventOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Decides from identity's answer how an event's row is left. A {@code DUPLICATE} is what the first
 * of its kind was: an earlier delivery, whose answer was lost, or one before a replay. What is held
 * up by others is never buried: that is no fault of the event and passes. Pure.
 */
final class SettlementPolicy {

    private static final String NO_OUTCOME = "no_outcome";

    private static final String IGNORED = "ignored";

    /** What is held up is tried again within some seconds, however old it is. */
    private static final int MOST_DOUBLINGS = 3;

    private SettlementPolicy() {}

    /**
     * Decides.
     *
     * @param outcome null if the answer did not mention the event
     * @param backoff the delay after that many failures
     */
    static Settlement decide(
            LeasedEvent event,
            @Nullable EventOutcome outcome,
            Instant now,
            int mostAttempts,
            IntFunction<Duration> backoff) {
        if (outcome == null) {
            return failed(event, NO_OUTCOME, true, mostAttempts, backoff);
        }
        String code =
                Objects.requireNonNullElseGet(
                        outcome.code(), () -> outcome.result().name().toLowerCase(Locale.ROOT));
        return switch (outcome.result()) {
            case APPLIED -> new Settlement.Applied();
            case DUPLICATE -> duplicate(event, code, outcome.first());
            case STALE, IGNORED -> new Settlement.Ignored(code);
            case FAILED -> failed(event, code, outcome.retryable(), mostAttempts, backoff);
            case BLOCKED -> heldUp(event, code, now, backoff);
            case UNTRIED -> new Settlement.Returned(code);
        };
    }

    /**
     * Without word of the first: applied if an earlier lease may have delivered it, and not where a
     * replay brings back what was ignored.
     */
    private static Settlement duplicate(
            LeasedEvent event, String code, EventOutcome.@Nullable Result first) {
        if (first == null) {
            return event.leaseFence() > 1 && !IGNORED.equals(event.replayedFrom())
                    ? new Settlement.Applied()
                    : new Settlement.Ignored(code);
        }
        return switch (first) {
            case APPLIED -> new Settlement.Applied();
            case STALE, IGNORED -> new Settlement.Ignored(first.name().toLowerCase(Locale.ROOT));
            case DUPLICATE, FAILED, BLOCKED, UNTRIED -> new Settlement.Ignored(code);
        };
    }

    /** The longer it has waited, the longer it waits. */
    static Settlement heldUp(
            LeasedEvent event, String error, Instant now, IntFunction<Duration> backoff) {
        long seconds = Math.max(1, Duration.between(event.receivedAt(), now).toSeconds());
        int doublings =
                Math.min(MOST_DOUBLINGS, Long.SIZE - 1 - Long.numberOfLeadingZeros(seconds));
        return new Settlement.Deferred(error, backoff.apply(1 + doublings));
    }

    /** An event that was sent alone and refused as malformed. */
    static Settlement refused(
            LeasedEvent event, int status, int mostAttempts, IntFunction<Duration> backoff) {
        return failed(event, "status_" + status, true, mostAttempts, backoff);
    }

    private static Settlement failed(
            LeasedEvent event,
            String code,
            boolean retryable,
            int mostAttempts,
            IntFunction<Duration> backoff) {
        int failures = event.attempts() + 1;
        return retryable && failures < mostAttempts
                ? new Settlement.Postponed(code, backoff.apply(failures))
                : new Settlement.Buried(code);
    }
}
