package dev.rollcall.gateway.feed;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether the feed is followed at this moment: an answer that left nothing out has come lately. One
 * that does not answer is lost, whatever the reason. Thread safe.
 */
@Singleton
public final class FeedState {

    /** Beyond the wait itself: for the way there and back. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final Clock clock;
    private final Duration longestSilence;
    private volatile @Nullable Instant lastHeard;
    private volatile boolean lost = true;

    public FeedState(FeedConfiguration configuration, Clock clock) {
        this.clock = clock;
        this.longestSilence = configuration.waitFor().plus(PATIENCE);
    }

    /** Nothing that is known of the feed is missing here. */
    public void caughtUp() {
        lastHeard = clock.instant();
        lost = false;
    }

    /** Something may be missing until the next {@link #caughtUp}. */
    public void lost() {
        lost = true;
    }

    public boolean isAlive() {
        Instant heard = lastHeard;
        return !lost && heard != null && clock.instant().isBefore(heard.plus(longestSilence));
    }

    /** Whether the revocations of the last token lifetime have been read once. */
    public boolean isLoaded() {
        return lastHeard != null;
    }

    /** Empty while the feed is followed, and before it was. */
    public Optional<Instant> lostSince() {
        return isAlive() ? Optional.empty() : Optional.ofNullable(lastHeard);
    }
}
