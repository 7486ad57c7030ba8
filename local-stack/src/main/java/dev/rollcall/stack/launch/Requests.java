package dev.rollcall.stack.launch;

import dev.rollcall.stack.process.StackException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What other commands ask of the running launcher: one empty file per request. */
record Requests(Path folder) {

    private static final String RESTART = "restart-";

    void restart(String process) {
        try {
            Files.writeString(folder.resolve(RESTART + process), "");
        } catch (IOException e) {
            throw new StackException("Cannot write to " + folder + '.', e);
        }
    }

    /** Does what is asked; what fails is reported and not tried again. */
    void serve(Stack stack, PrintStream out) {
        for (Path request : list()) {
            String name = request.getFileName().toString();
            try {
                Files.deleteIfExists(request);
                if (name.startsWith(RESTART)) {
                    stack.restart(name.substring(RESTART.length()));
                }
            } catch (IOException | StackException e) {
                out.println(name + " failed: " + e.getMessage());
            }
        }
    }

    private List<Path> list() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        } catch (IOException e) {
            throw new StackException("Cannot read " + folder + '.', e);
        }
    }
}
