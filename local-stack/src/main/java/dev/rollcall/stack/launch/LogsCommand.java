package dev.rollcall.stack.launch;

import dev.rollcall.stack.process.LogTail;
import dev.rollcall.stack.process.StackException;
import dev.rollcall.stack.settings.Home;
import dev.rollcall.stack.settings.Service;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Prints the end of the logs, of all processes or of one; on request also what follows. */
public final class LogsCommand {

    private static final int LINES = 100;
    private static final Duration INTERVAL = Duration.ofMillis(200);

    private final Home home;
    private final PrintStream out;

    public LogsCommand(Home home, PrintStream out) {
        this.home = home;
        this.out = out;
    }

    /** With an empty name: all. Following ends with the process. */
    public void run(String process, boolean follow) {
        List<String> names = new ArrayList<>(List.of("launcher", "postgres"));
        for (Service service : Service.values()) {
            names.add(service.title());
        }
        if (!process.isEmpty() && !names.contains(process)) {
            throw new StackException(
                    "There is no log of " + process + ": " + String.join(", ", names) + ".");
        }
        List<String> shown = process.isEmpty() ? names : List.of(process);
        Map<String, Following> following = new LinkedHashMap<>();
        for (String name : shown) {
            String prefix = shown.size() == 1 ? "" : "%-9s| ".formatted(name);
            following.put(prefix, Following.fromTheEnd(home.log(name)));
            LogTail.lines(home.log(name), LINES).forEach(line -> out.println(prefix + line));
        }
        while (follow) {
            following.forEach((prefix, file) -> file.printNew(out, prefix));
            Pause.of(INTERVAL);
        }
    }
}
