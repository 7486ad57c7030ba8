package dev.rollcall.webhook.delivery;

import dev.rollcall.contracts.event.EventOutcome;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Decides from identity's answer how an event's row is left. A {@code DUPLICATE} after an earlier
 * lease counts as applied: that lease's delivery took effect and its answer was lost. One that a
 * replay found ignored has no effect now either. Pure.
 */
final class SettlementPolicy {

    private static final String IGNORED = "ignored";
    private static final String NO_OUTCOME = "no_outcome";

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
            case DUPLICATE ->
                    event.leaseFence() > 1 && !IGNORED.equals(event.replayedFrom())
                            ? new Settlement.Applied()
                            : new Settlement.Ignored(code);
            case STALE, IGNORED -> new Settlement.Ignored(code);
            case FAILED -> failed(event, code, outcome.retryable(), mostAttempts, backoff);
        };
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
