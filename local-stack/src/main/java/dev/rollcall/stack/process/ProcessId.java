package dev.rollcall.stack.process;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A process that is still the same one: ids are given again, start times are not.
 *
 * @param startedAtMillis since the epoch, 0 where the system does not tell
 */
public record ProcessId(long pid, long startedAtMillis) {

    /** Start times are derived from the boot time, which moves when the clock is set. */
    private static final Duration TOLERANCE = Duration.ofSeconds(3);

    public static ProcessId of(ProcessHandle process) {
        return new ProcessId(process.pid(), startMillis(process));
    }

    /** The process, if it still runs. */
    public Optional<ProcessHandle> find() {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .filter(
                        process ->
                                Math.abs(startMillis(process) - startedAtMillis)
                                        <= TOLERANCE.toMillis());
    }

    private static long startMillis(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }
}
