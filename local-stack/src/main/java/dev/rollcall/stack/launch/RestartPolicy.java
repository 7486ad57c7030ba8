package dev.rollcall.stack.launch;

import java.time.Duration;
import java.util.List;

/** When a process that ended is started again: soon, then later and later. Pure. */
final class RestartPolicy {

    private static final List<Duration> DELAYS =
            List.of(
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(2),
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(15),
                    Duration.ofSeconds(30));

    /** Who lived as long as this is healthy: the next end counts as the first. */
    private static final Duration HEALTHY = Duration.ofMinutes(1);

    private RestartPolicy() {}

    /** How many ends in a row this one is. */
    static int endsInARow(int before, Duration lived) {
        return lived.compareTo(HEALTHY) >= 0 ? 1 : before + 1;
    }

    static Duration delay(int endsInARow) {
        return DELAYS.get(Math.min(endsInARow, DELAYS.size()) - 1);
    }
}
