package dev.rollcall.acceptance.crash;

import static dev.rollcall.testing.Patience.BOUND;
import static org.awaitility.Awaitility.await;

import dev.rollcall.acceptance.Launcher;
import dev.rollcall.stack.process.Signals;
import java.time.Duration;
import java.time.Instant;

/**
 * Does something bad to a part of the stack by its name ({@code postgres} or a service), waits
 * until all parts are ready again, and writes both down.
 */
final class Faults {

    private final Launcher launcher;
    private final Readiness readiness;
    private final History history;

    Faults(Launcher launcher, Readiness readiness, History history) {
        this.launcher = launcher;
        this.readiness = readiness;
        this.history = history;
    }

    /** SIGKILL; the launcher starts it again. */
    void kill(String name) {
        ProcessHandle process = process(name);
        Instant from = Instant.now();
        process.destroyForcibly();
        awaitEnd(process);
        recover("kill " + name, from);
    }

    /** SIGTERM, as an operator ends it; the launcher starts it again. */
    void stop(String name) {
        ProcessHandle process = process(name);
        Instant from = Instant.now();
        process.destroy();
        awaitEnd(process);
        recover("stop " + name, from);
    }

    /** The launcher's own restart. */
    void restart(String name) {
        Instant from = Instant.now();
        Launcher.Result result = launcher.run("restart", name);
        if (result.exitCode() != 0) {
            throw new AssertionError(result.output());
        }
        recover("restart " + name, from);
    }

    /** SIGSTOP, and SIGCONT after a while: it knows nothing of the time between. */
    void freeze(String name, Duration time) {
        ProcessHandle process = process(name);
        Instant from = Instant.now();
        Signals.send("STOP", process);
        try {
            await().pollDelay(time).atMost(time.plus(BOUND)).until(process::isAlive);
        } finally {
            Signals.send("CONT", process);
        }
        recover("freeze " + name, from);
    }

    /** Throws where it does not run. */
    ProcessHandle process(String name) {
        ProcessHandle process = launcher.processes().get(name);
        if (process == null) {
            throw new AssertionError(name + " is not running");
        }
        return process;
    }

    private static void awaitEnd(ProcessHandle process) {
        await().atMost(BOUND).until(() -> !process.isAlive());
    }

    /** Waits until all parts are ready, and writes it down. */
    void recover(String name, Instant from) {
        await(name).atMost(BOUND).pollInterval(Duration.ofMillis(200)).until(readiness::isComplete);
        history.add(new Fault(name, from, Instant.now()));
    }
}
