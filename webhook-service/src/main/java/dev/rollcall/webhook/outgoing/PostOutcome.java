package dev.rollcall.webhook.outgoing;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What came of a call. */
public sealed interface PostOutcome {

    /**
     * It was answered.
     *
     * @param retryAfter what the answer asks for in seconds; null if it does not
     */
    record Answered(int status, @Nullable Duration retryAfter) implements PostOutcome {}

    /** The host resolves to an address that may not be called. */
    record Forbidden() implements PostOutcome {}

    /** No answer, or none that is HTTP; {@code reason} is a stable word. */
    record Failed(String reason) implements PostOutcome {}
}
