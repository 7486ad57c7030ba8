package dev.rollcall.stack.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
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

    /** The watchdog's own process id. */
    public long pid() {
        return process.pid();
    }

    public void watch(long pid, Ending ending) {
        send("watch " + pid + ' ' + ending.name());
    }

    /** To be called as soon as the process has ended: its id may be given to another one. */
    public void forget(long pid) {
        if (process.isAlive()) {
            send("forget " + pid);
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

    private synchronized void send(String line) {
        try {
            pipe.write((line + '\n').getBytes(StandardCharsets.US_ASCII));
            pipe.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("the watchdog is gone", e);
        }
    }
}
