package dev.rollcall.contracts.event;

import dev.rollcall.contracts.id.MessageId;
import io.micronaut.serde.annotation.Serdeable;
import org.jspecify.annotations.Nullable;

/**
 * What became of one event.
 *
 * @param code why it was not applied, a stable word; null when it was
 * @param retryable for {@link Result#FAILED}: whether the same event may succeed later
 */
@Serdeable
public record EventOutcome(
        MessageId messageId, Result result, @Nullable String code, boolean retryable) {

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
        return new EventOutcome(messageId, Result.APPLIED, null, false);
    }

    public static EventOutcome stale(MessageId messageId, String code) {
        return new EventOutcome(messageId, Result.STALE, code, false);
    }

    public static EventOutcome duplicate(MessageId messageId) {
        return new EventOutcome(messageId, Result.DUPLICATE, null, false);
    }

    public static EventOutcome ignored(MessageId messageId, String code) {
        return new EventOutcome(messageId, Result.IGNORED, code, false);
    }

    public static EventOutcome failed(MessageId messageId, String code, boolean retryable) {
        return new EventOutcome(messageId, Result.FAILED, code, retryable);
    }
}
