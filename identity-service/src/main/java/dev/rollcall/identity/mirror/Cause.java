package dev.rollcall.identity.mirror;

import dev.rollcall.contracts.id.ClerkUserId;
import dev.rollcall.contracts.id.MessageId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Why a row is written: for evidence and for {@code last_sync_source}.
 *
 * @param messageId the webhook message, if it was one
 * @param actor the administrator who ordered it, if one did
 * @param at when it is written, by our clock
 */
public record Cause(
        Source source, @Nullable MessageId messageId, @Nullable ClerkUserId actor, Instant at) {

    public Cause(Source source, @Nullable MessageId messageId, Instant at) {
        this(source, messageId, null, at);
    }

    /** An administrator's order. */
    public static Cause manual(ClerkUserId actor, Instant at) {
        return new Cause(Source.MANUAL, null, actor, at);
    }

    public static Cause webhook(MessageId messageId, Instant at) {
        return new Cause(Source.WEBHOOK, messageId, at);
    }

    public static Cause request(Instant at) {
        return new Cause(Source.REQUEST, null, at);
    }
}
