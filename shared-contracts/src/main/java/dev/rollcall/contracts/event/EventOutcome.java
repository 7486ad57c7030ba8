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
 */
@Serdeable
public record EventOutcome(
        MessageId messageId,
        Result result,
        @Nullable String code,
        boolean retryable,
        @Nullable EventEffect effect) {

    /**
     * The row changed; an older observation; seen before; of no concern to the mirror; not
     * possible.
     */
    @Serdeable
    public enum Result {
        APPLIED,
        STALE,
        DUPLICATE,
        IGNORED,
        FAILED
    }

    public static EventOutcome applied(MessageId messageId) {
        return new EventOutcome(messageId, Result.APPLIED, null, false, null);
    }

    public static EventOutcome stale(MessageId messageId, String code) {
        return new EventOutcome(messageId, Result.STALE, code, false, null);
    }

    public static EventOutcome duplicate(MessageId messageId) {
        return new EventOutcome(messageId, Result.DUPLICATE, null, false, null);
    }

    public static EventOutcome ignored(MessageId messageId, String code) {
        return new EventOutcome(messageId, Result.IGNORED, code, false, null);
    }

    public static EventOutcome failed(MessageId messageId, String code, boolean retryable) {
        return new EventOutcome(messageId, Result.FAILED, code, retryable, null);
    }

    /** The same with the row it met. */
    public EventOutcome withEffect(@Nullable EventEffect met) {
        return new EventOutcome(messageId, result, code, retryable, met);
    }
}
