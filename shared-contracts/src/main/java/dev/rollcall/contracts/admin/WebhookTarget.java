package dev.rollcall.contracts.admin;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A target of forwarding, and how it does. Each count ends at 10,000; done is counted among the
 * first 30,000.
 *
 * @param name as configured
 * @param address scheme, host and port
 * @param pending events on their way to it
 * @param done events that it has taken
 * @param dead events that it will not get unless they are replayed
 * @param oldestPendingAt when the oldest of those on their way was received, of the counted ones
 * @param lastError of the last attempt that failed, a stable word
 * @param lastErrorAt when that was
 */
@Serdeable
public record WebhookTarget(
        String name,
        String address,
        long pending,
        long done,
        long dead,
        @Nullable Instant oldestPendingAt,
        @Nullable String lastError,
        @Nullable Instant lastErrorAt) {

    /** All that are configured, by name. */
    @Serdeable
    public record Listing(List<WebhookTarget> targets) {

        public Listing {
            targets = List.copyOf(targets);
        }
    }

    /**
     * A target's dead letter given to it again, or counted.
     *
     * @param events how many
     */
    @Serdeable
    public record Replay(String target, boolean dryRun, long events) {}
}
