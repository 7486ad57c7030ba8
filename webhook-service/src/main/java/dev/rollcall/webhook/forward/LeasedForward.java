package dev.rollcall.webhook.forward;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event under lease for one target; never prints its payload.
 *
 * @param attempts failures so far
 * @param type null if the event is in the inbox no more
 * @param payload null if it was erased, or is in the inbox no more
 */
record LeasedForward(
        String messageId,
        Instant receivedAt,
        int attempts,
        long leaseFence,
        @Nullable String type,
        @Nullable String subject,
        @Nullable Instant occurredAt,
        @Nullable Payload payload) {

    /** Bytes that do not print themselves. */
    static final class Payload {

        private final byte[] bytes;

        Payload(byte[] bytes) {
            this.bytes = bytes;
        }

        byte[] bytes() {
            return bytes;
        }
    }
}
