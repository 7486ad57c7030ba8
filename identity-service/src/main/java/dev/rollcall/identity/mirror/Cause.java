package dev.rollcall.identity.mirror;

import dev.rollcall.contracts.id.MessageId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Why a row is written: for evidence and for {@code last_sync_source}.
 *
 * @param messageId the webhook message, if it was one
 * @param at when it is written, by our clock
 */
public record Cause(Source source, @Nullable MessageId messageId, Instant at) {

    public static Cause webhook(MessageId messageId, Instant at) {
        return new Cause(Source.WEBHOOK, messageId, at);
    }

    public static Cause request(Instant at) {
        return new Cause(Source.REQUEST, null, at);
    }
}
