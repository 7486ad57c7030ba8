package dev.rollcall.identity.outbox;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * When evidence is handed on: once nothing has been written for a moment, so that it does not take
 * the processors from the events of a rush, and in a rush that lasts after a while nevertheless.
 * Used by one thread at a time.
 */
final class Lull {

    static final Duration QUIET = Duration.ofMillis(100);

    private final Duration patience;
    private @Nullable Long heldBackSince;

    /** {@code patience}: the longest that evidence is held back for. */
    Lull(Duration patience) {
        this.patience = patience;
    }

    /** Both on the clock of {@link System#nanoTime}; {@code lastWritten} null for never. */
    boolean hasCome(long now, @Nullable Long lastWritten) {
        if (lastWritten == null || now - lastWritten >= QUIET.toNanos()) {
            heldBackSince = null;
            return true;
        }
        if (heldBackSince == null) {
            heldBackSince = now;
        }
        if (now - heldBackSince >= patience.toNanos()) {
            heldBackSince = null;
            return true;
        }
        return false;
    }
}
