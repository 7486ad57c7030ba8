package dev.rollcall.stack.launch;

import dev.rollcall.stack.process.Commands;
import dev.rollcall.stack.process.StackException;
import dev.rollcall.stack.settings.Home;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Starts {@code up} as a process that stays when this one ends, shows what it prints, and returns
 * when it is ready.
 */
public final class DetachedUp {

    private static final Duration INTERVAL = Duration.ofMillis(100);

    private final Home home;
    private final StateFile stateFile;
    private final PrintStream out;

    public DetachedUp(Home home, PrintStream out) {
        this.home = home;
        this.stateFile = new StateFile(home.state());
        this.out = out;
    }

    /**
     * Starts the launcher.
     *
     * @param mainClass whose {@code up} command is run
     * @return the exit code
     */
    public int run(Class<?> mainClass, List<String> arguments) {
        home.create();
        HomeLock.acquire(home.lock()).close();
        Path log = home.log("launcher");
        try {
            Files.writeString(log, "");
            Process launcher = launch(mainClass, arguments, log);
            Thread abort = new Thread(launcher::destroy);
            Runtime.getRuntime().addShutdownHook(abort);
            Following shown = new Following(log, 0);
            while (launcher.isAlive() && !isReady(launcher)) {
                shown.printNew(out, "");
                Pause.of(INTERVAL);
            }
            shown.printNew(out, "");
            Runtime.getRuntime().removeShutdownHook(abort);
            return launcher.isAlive() ? 0 : 1;
        } catch (IOException e) {
            throw new StackException("The launcher does not start: " + e.getMessage(), e);
        }
    }

    private boolean isReady(Process launcher) {
        return stateFile
                .read()
                .map(state -> state.launcher().pid() == launcher.pid() && state.ready())
                .orElse(false);
    }

    private static Process launch(Class<?> mainClass, List<String> arguments, Path log)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-XX:+UseSerialGC");
        command.add("-XX:TieredStopAtLevel=1");
        command.add("-Xmx128m");
        command.add("-Drollcall.root=" + System.getProperty("rollcall.root", ""));
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(mainClass.getName());
        command.addAll(arguments);
        return new ProcessBuilder(Commands.inOwnSession(command))
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
    }
}
