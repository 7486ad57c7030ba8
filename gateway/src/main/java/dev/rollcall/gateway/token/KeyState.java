package dev.rollcall.gateway.token;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;

/** Whether there is a key to verify with, and how long ago it was seen at Clerk. */
@Singleton
public final class KeyState {

    private final SessionKeys keys;
    private final Clock clock;

    KeyState(SessionKeys keys, Clock clock) {
        this.keys = keys;
        this.clock = clock;
    }

    /** Looks for keys where there are none yet, so that a late Clerk is noticed soon. */
    public boolean isPresent() {
        if (keys.current().ring().isEmpty()) {
            keys.refreshIfDue();
        }
        return !keys.current().ring().isEmpty();
    }

    /** Empty for a key from configuration, and before the first fetch. */
    public OptionalLong ageSeconds() {
        Instant fetchedAt = keys.current().fetchedAt();
        return fetchedAt == null
                ? OptionalLong.empty()
                : OptionalLong.of(Duration.between(fetchedAt, clock.instant()).toSeconds());
    }
}
