package dev.rollcall.stack.process;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Command lines for child processes. */
public final class Commands {

    private Commands() {}

    /** Whether a program of this name is on the PATH. */
    public static boolean exists(String program) {
        String path = System.getenv().getOrDefault("PATH", "");
        for (String folder : path.split(File.pathSeparator, -1)) {
            if (!folder.isEmpty() && Files.isExecutable(Path.of(folder, program))) {
                return true;
            }
        }
        return false;
    }

    /**
     * The command in a session of its own, so that a Ctrl-C at the terminal reaches the launcher
     * only, which then stops its children in order. The process id is the command's own. Where
     * there is no {@code setsid} (macOS) the command stays as it is.
     */
    public static List<String> inOwnSession(List<String> command) {
        if (!exists("setsid")) {
            return List.copyOf(command);
        }
        List<String> all = new ArrayList<>();
        all.add("setsid");
        all.addAll(command);
        return List.copyOf(all);
    }
}
