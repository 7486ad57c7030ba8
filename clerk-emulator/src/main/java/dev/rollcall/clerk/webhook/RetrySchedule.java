package dev.rollcall.clerk.webhook;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** When Svix tries again (docs.svix.com/retries), scaled. Immutable. */
record RetrySchedule(double scale) {

    private static final List<Duration> WAITS =
            List.of(
                    Duration.ofSeconds(5),
                    Duration.ofMinutes(5),
                    Duration.ofMinutes(30),
                    Duration.ofHours(2),
                    Duration.ofHours(5),
                    Duration.ofHours(10),
                    Duration.ofHours(10));

    /**
     * The wait after so many failed attempts, in milliseconds; empty when that was the last one.
     */
    Optional<Long> waitMillisAfter(int attempts) {
        return attempts > WAITS.size()
                ? Optional.empty()
                : Optional.of(Math.round(WAITS.get(attempts - 1).toMillis() * scale));
    }
}
