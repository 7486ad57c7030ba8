package dev.rollcall.contracts.change;

import io.micronaut.serde.annotation.Serdeable;
import org.jspecify.annotations.Nullable;

/**
 * Asks for what follows a position.
 *
 * @param after the position of the last answer; null for a start, which begins where a token of the
 *     greatest age could still be revoked
 * @param urgentOnly leave out what only makes memories stale: for a follower that has none yet
 * @param limit at most this many changes, 1 to {@value #MOST_CHANGES}
 * @param waitMillis how long to wait where nothing follows, 0 to {@value #LONGEST_WAIT_MILLIS}
 */
@Serdeable
public record ChangesRequest(@Nullable Long after, boolean urgentOnly, int limit, int waitMillis) {

    public static final int MOST_CHANGES = 1000;
    public static final int LONGEST_WAIT_MILLIS = 20_000;

    public ChangesRequest {
        boolean possible =
                (after == null || after >= 0)
                        && limit >= 1
                        && limit <= MOST_CHANGES
                        && waitMillis >= 0
                        && waitMillis <= LONGEST_WAIT_MILLIS;
        if (!possible) {
            throw new IllegalArgumentException("a position, a limit or a wait out of range");
        }
    }
}
