package dev.rollcall.webhook.delivery;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;

/**
 * Keeps the delivery from knocking at a dead identity-service. Closed: deliver. Each time it is
 * found away the circuit opens for 0.5 to 5 s, at random, so that copies do not return as a herd;
 * then each worker tries one batch, and its answer closes the circuit or opens it anew.
 * Thread-safe.
 */
@Singleton
public final class Circuit {

    private static final long SHORTEST_MILLIS = 500;
    private static final long LONGEST_MILLIS = 5_000;
    private static final Duration LONGEST = Duration.ofMillis(LONGEST_MILLIS + 1);

    private final Clock clock;
    private final RandomGenerator random;
    private volatile Instant openUntil = Instant.MIN;
    private volatile boolean away;

    @Inject
    Circuit(Clock clock) {
        this(clock, RandomGenerator.getDefault());
    }

    Circuit(Clock clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    /** How long not to try; zero if now is a time to try, also after the clock was set back. */
    Duration pause() {
        Instant now = clock.instant();
        boolean open = openUntil.isAfter(now) && openUntil.isBefore(now.plus(LONGEST));
        return open ? Duration.between(now, openUntil) : Duration.ZERO;
    }

    /** Whether the last try found nobody. */
    public boolean isAway() {
        return away;
    }

    void foundAway() {
        long millis = random.nextLong(SHORTEST_MILLIS, LONGEST_MILLIS + 1);
        openUntil = clock.instant().plusMillis(millis);
        away = true;
    }

    void answered() {
        openUntil = Instant.MIN;
        away = false;
    }
}
