package dev.rollcall.stack.launch;

import dev.rollcall.stack.process.StackException;
import dev.rollcall.stack.settings.Home;
import java.io.PrintStream;
import java.time.Duration;

/** Asks the running launcher to start one process again, and waits until it is ready. */
public final class RestartCommand {

    private static final Duration BOUND = Duration.ofMinutes(3);
    private static final Duration INTERVAL = Duration.ofMillis(100);

    private final Home home;
    private final StateFile stateFile;
    private final PrintStream out;

    public RestartCommand(Home home, PrintStream out) {
        this.home = home;
        this.stateFile = new StateFile(home.state());
        this.out = out;
    }

    public void run(String process) {
        State.Row before = row(process);
        new Requests(home.requests()).restart(process);
        Readiness readiness = new Readiness();
        long deadline = System.nanoTime() + BOUND.toNanos();
        while (System.nanoTime() < deadline) {
            State.Row now = row(process);
            if (!now.id().equals(before.id()) && readiness.of(now)) {
                out.println(process + " is ready again.");
                return;
            }
            Pause.of(INTERVAL);
        }
        throw new StackException(
                process
                        + " is not ready after "
                        + BOUND.toSeconds()
                        + " s; its log: "
                        + home.log(process));
    }

    private State.Row row(String process) {
        return stateFile
                .requireRunning()
                .find(process)
                .orElseThrow(() -> new StackException("There is no process " + process + "."));
    }
}
