package dev.rollcall.identity.clerk;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What all calls of this process to Clerk may spend. In no 10 s more than the configured share of
 * Clerk's limit: two fifths at once, three fifths over the time. Background work has a smaller
 * bucket of its own and leaves half of the common one to requests. After a 429 nobody calls until
 * Clerk's {@code Retry-After} has passed. Thread safe.
 */
@Singleton
public class ClerkBudget {

    /** Who waits for the answer. */
    public enum Use {
        /** A request does. */
        REQUEST,
        /** Nobody: healing, reconciliation. */
        BACKGROUND
    }

    private static final double AT_ONCE = 0.4;
    private static final double PER_SECOND = 0.06;
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);

    private final TokenBucket all;
    private final TokenBucket background;
    private final double reserve;
    private final AtomicLong pausedUntilMs = new AtomicLong();
    private final Clock clock;

    ClerkBudget(ClerkConfiguration configuration, ClerkLimits limits, Clock clock) {
        this.clock = clock;
        double requests = limits.requests(configuration.secretKey());
        double forBackground = requests * limits.backgroundShare();
        long now = clock.millis();
        this.all = new TokenBucket(requests * AT_ONCE, requests * PER_SECOND, now);
        this.background = new TokenBucket(forBackground * AT_ONCE, forBackground * PER_SECOND, now);
        this.reserve = Math.max(1, requests * AT_ONCE / 2);
    }

    /** Takes one call: zero if it may be made now, else how long to wait before asking again. */
    Duration take(Use use) {
        long now = clock.millis();
        long pause = pausedUntilMs.get() - now;
        if (pause > 0) {
            return Duration.ofMillis(pause);
        }
        return switch (use) {
            case REQUEST -> all.take(now) ? Duration.ZERO : atLeastOne(all.waitFor(1, now));
            case BACKGROUND -> takeForBackground(now);
        };
    }

    /** How many calls background work could make now. */
    public int availableForBackground() {
        long now = clock.millis();
        boolean held = pausedUntilMs.get() > now || !all.waitFor(reserve, now).isZero();
        return held ? 0 : background.available(now);
    }

    /** Clerk asked for a pause. */
    void pause(Duration retryAfter) {
        Duration bounded =
                retryAfter.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : atLeastOne(retryAfter);
        pausedUntilMs.accumulateAndGet(clock.millis() + bounded.toMillis(), Math::max);
    }

    private Duration takeForBackground(long now) {
        Duration free = all.waitFor(reserve, now);
        if (!free.isZero()) {
            return free;
        }
        if (!background.take(now)) {
            return atLeastOne(background.waitFor(1, now));
        }
        return all.take(now) ? Duration.ZERO : atLeastOne(all.waitFor(1, now));
    }

    private static Duration atLeastOne(Duration wait) {
        return wait.isPositive() ? wait : Duration.ofMillis(1);
    }
}
