package dev.rollcall.stack.postgres;

import dev.rollcall.stack.process.Signals;
import dev.rollcall.stack.process.StackException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * {@code postmaster.pid}, by which a server marks its data folder as in use. PostgreSQL itself
 * removes one whose process is gone; one whose process id meanwhile belongs to another program
 * would stop it for ever, and is removed here.
 */
final class PostmasterFile {

    /** A server whose launcher was killed is being stopped by its watchdog. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private PostmasterFile() {}

    static void requireUnused(Path data) {
        Path file = data.resolve("postmaster.pid");
        Optional<ProcessHandle> holder = pid(file).flatMap(ProcessHandle::of);
        if (holder.isEmpty()) {
            return;
        }
        if (!isPostgres(holder.get())) {
            remove(file);
            return;
        }
        if (!Signals.ends(holder.get(), PATIENCE)) {
            throw new StackException(
                    "PostgreSQL (process %d) already runs on %s: stop it with 'kill -INT %d'."
                            .formatted(holder.get().pid(), data, holder.get().pid()));
        }
    }

    private static Optional<Long> pid(Path file) {
        try {
            List<String> lines = Files.readAllLines(file);
            return lines.isEmpty() ? Optional.empty() : Optional.of(Long.valueOf(lines.get(0)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException | NumberFormatException e) {
            throw new StackException("PostgreSQL's lock file cannot be read: " + file, e);
        }
    }

    private static boolean isPostgres(ProcessHandle process) {
        // a command that is hidden from us is somebody else's process: not ours to judge
        return process.info().command().map(command -> command.endsWith("postgres")).orElse(true);
    }

    private static void remove(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new StackException("The stale lock file cannot be removed: " + file, e);
        }
    }
}
