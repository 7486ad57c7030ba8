package dev.rollcall.stack.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A small shell process that outlives this one, whatever kills it, and then stops the processes it
 * was told to watch. It reads from a pipe whose other end only this process holds: end of file
 * means that this process is gone. Thread-safe.
 */
public final class Watchdog implements AutoCloseable {

    /** How a watched process is asked to end: services first, PostgreSQL after them. */
    public enum Ending {
        TERM,
        /** PostgreSQL's fast shutdown. */
        INT
    }

    private final Process process;
    private final OutputStream pipe;

    private Watchdog(Process process) {
        this.process = process;
        this.pipe = process.getOutputStream();
    }

    public static Watchdog start() {
        try (InputStream script = Watchdog.class.getResourceAsStream("watchdog.sh")) {
            if (script == null) {
                throw new IllegalStateException("watchdog.sh is not on the class path");
            }
            String text = new String(script.readAllBytes(), StandardCharsets.UTF_8);
            Process process =
                    new ProcessBuilder(
                                    Commands.inOwnSession(
                                            List.of("sh", "-c", text, "rollcall-watchdog")))
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            return new Watchdog(process);
        } catch (IOException e) {
            throw new StackException("The watchdog does not start: " + e.getMessage(), e);
        }
    }

    /** The watchdog itself. */
    public ProcessHandle process() {
        return process.toHandle();
    }

    /** Watches a child of this process until it ends. */
    public void watch(Process child, Ending ending) {
        try {
            send("watch " + child.pid() + ' ' + ending.name());
        } catch (IOException e) {
            throw new StackException("The watchdog is gone.", e);
        }
        Thread.ofVirtual().start(() -> forgetAtEnd(child));
    }

    /** An id that is free may be given to another process. */
    void forget(Process child) {
        try {
            send("forget " + child.pid());
        } catch (IOException e) {
            // closed: it has nothing to watch any more
        }
    }

    /** Stops what is still watched. */
    @Override
    public void close() {
        try {
            pipe.close();
        } catch (IOException e) {
            process.destroyForcibly();
        }
    }

    private void forgetAtEnd(Process child) {
        try {
            child.waitFor();
            forget(child);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void send(String line) throws IOException {
        pipe.write((line + '\n').getBytes(StandardCharsets.US_ASCII));
        pipe.flush();
    }
}
