package dev.rollcall.contracts.event;

import dev.rollcall.contracts.id.MessageId;
import io.micronaut.serde.annotation.Serdeable;
import org.jspecify.annotations.Nullable;

/**
 * What became of one event.
 *
 * @param code why it was not applied, a stable word; null when it was
 * @param retryable for {@link Result#FAILED}: whether the same event may succeed later
 * @param effect the row it met; null where there is none
 * @param first of a {@link Result#DUPLICATE}: what became of the message when it was new, {@code
 *     APPLIED}, {@code STALE} or {@code IGNORED}; null else
 */
@Serdeable
public record EventOutcome(
        MessageId messageId,
        Result result,
        @Nullable String code,
        boolean retryable,
        @Nullable EventEffect effect,
        @Nullable Result first) {

    /**
     * The row changed; an older observation; seen before; of no concern to the mirror; not
     * possible; held up by somebody else's work, which is no fault of the event and passes; not
     * looked at, for its neighbours took the time.
     */
    @Serdeable
    public enum Result {
        APPLIED,
        STALE,
        DUPLICATE,
        IGNORED,
        FAILED,
        BLOCKED,
        UNTRIED
    }

    public static EventOutcome applied(MessageId messageId) {
        return new EventOutcome(messageId, Result.APPLIED, null, false, null, null);
    }

    public static EventOutcome stale(MessageId messageId, String code) {
        return new EventOutcome(messageId, Result.STALE, code, false, null, null);
    }

    public static EventOutcome duplicate(MessageId messageId, @Nullable Result first) {
        return new EventOutcome(messageId, Result.DUPLICATE, null, false, null, first);
    }

    public static EventOutcome ignored(MessageId messageId, String code) {
        return new EventOutcome(messageId, Result.IGNORED, code, false, null, null);
    }

    public static EventOutcome failed(MessageId messageId, String code, boolean retryable) {
        return new EventOutcome(messageId, Result.FAILED, code, retryable, null, null);
    }

    public static EventOutcome blocked(MessageId messageId, String code) {
        return new EventOutcome(messageId, Result.BLOCKED, code, false, null, null);
    }

    public static EventOutcome untried(MessageId messageId) {
        return new EventOutcome(messageId, Result.UNTRIED, null, false, null, null);
    }

    /** The same with the row it met. */
    public EventOutcome withEffect(@Nullable EventEffect met) {
        return new EventOutcome(messageId, result, code, retryable, met, first);
    }
}
