package dev.rollcall.stack.launch;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.rollcall.stack.postgres.Folders;
import dev.rollcall.stack.process.StackException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/** {@code state.json} (0600), replaced by one rename so that a reader sees a whole one. */
final class StateFile {

    private static final ObjectMapper JSON = JsonMapper.builder().build();

    private final Path file;

    StateFile(Path file) {
        this.file = file;
    }

    Optional<State> read() {
        try {
            return Optional.of(JSON.readValue(Files.readString(file), State.class));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new StackException(file + " cannot be read: delete it if nothing runs.", e);
        }
    }

    /** The state of a launcher that runs at this moment. */
    State requireRunning() {
        return read().filter(State::isRunning)
                .orElseThrow(
                        () ->
                                new StackException(
                                        "Rollcall is not running: start it with './rollcall up'."));
    }

    void write(State state) {
        Path next = file.resolveSibling(file.getFileName() + ".next");
        try {
            Files.deleteIfExists(next);
            Folders.writePrivate(
                    next, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(state));
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new StackException("Cannot write " + file + ": " + e.getMessage(), e);
        }
    }

    void delete() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new StackException("Cannot delete " + file + ": " + e.getMessage(), e);
        }
    }
}
