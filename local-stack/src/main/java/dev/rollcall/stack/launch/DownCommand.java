package dev.rollcall.stack.launch;

import dev.rollcall.stack.process.StackException;
import dev.rollcall.stack.settings.Home;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Optional;

/** Ends the launcher and with it everything, and returns when nothing is left. */
public final class DownCommand {

    private static final Duration BOUND = Duration.ofMinutes(3);

    private final StateFile stateFile;
    private final PrintStream out;

    public DownCommand(Home home, PrintStream out) {
        this.stateFile = new StateFile(home.state());
        this.out = out;
    }

    public void run() {
        Optional<State> found = stateFile.read();
        if (found.isEmpty()) {
            out.println("Rollcall is not running.");
            return;
        }
        State state = found.get();
        state.launcher().find().ifPresentOrElse(ProcessHandle::destroy, () -> stopLeft(state));
        if (!Leftovers.areGone(state, BOUND)) {
            throw new StackException(
                    "Not everything has ended after "
                            + BOUND.toSeconds()
                            + " s: './rollcall status'.");
        }
        out.println("Rollcall is down.");
    }

    private void stopLeft(State state) {
        Leftovers.stop(state);
        stateFile.delete();
    }
}
