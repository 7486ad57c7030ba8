package dev.rollcall.webhook.event;

import dev.rollcall.contracts.admin.WebhookEvent;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An inbox row with all that is known of it; the payload never prints itself. */
record EventRow(
        WebhookEvent event,
        @Nullable Instant committedAt,
        List<String> timeline,
        int secretIndex,
        int conflictingCopies,
        @Nullable String requestId,
        @Nullable Bytes payload) {

    EventRow {
        timeline = List.copyOf(timeline);
    }

    /** A body as it was signed. */
    static final class Bytes {

        private final byte[] octets;

        Bytes(byte[] octets) {
            this.octets = octets.clone();
        }

        byte[] octets() {
            return octets.clone();
        }

        int length() {
            return octets.length;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Bytes bytes && Arrays.equals(octets, bytes.octets);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(octets);
        }

        @Override
        public String toString() {
            return "Bytes[" + octets.length + ']';
        }
    }
}
