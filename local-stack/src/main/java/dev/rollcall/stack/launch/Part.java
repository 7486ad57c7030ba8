package dev.rollcall.stack.launch;

import java.nio.file.Path;

/** One process of the stack: it can be started again after it ended. Not thread-safe. */
interface Part {

    String name();

    int port();

    Path log();

    /** Answers 200 when ready; empty for what does not speak HTTP. */
    String readinessUrl();

    /** Starts it and returns its process, which may not be ready yet. */
    ProcessHandle start();

    /** Ends it, gently if it lets itself; nothing happens if it has ended. */
    void stop();
}
