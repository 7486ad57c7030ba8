package dev.rollcall.stack.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.stack.process.ProcessId;
import dev.rollcall.stack.process.StackException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StateFileTest {

    private static final ProcessId OURS = ProcessId.of(ProcessHandle.current());

    @TempDir private Path folder;
    private StateFile file;

    @BeforeEach
    void choose() {
        file = new StateFile(folder.resolve("state.json"));
    }

    @Test
    void readsBackWhatWasWritten() {
        State state = state(OURS);

        file.write(state);

        assertEquals(Optional.of(state), file.read());
    }

    @Test
    void isReadByItsOwnerOnly() throws IOException {
        file.write(state(OURS));

        assertEquals(
                PosixFilePermissions.fromString("rw-------"),
                Files.getPosixFilePermissions(folder.resolve("state.json")));
    }

    @Test
    void tellsARunningLauncherFromOneThatIsGone() {
        assertTrue(state(OURS).isRunning());
        assertFalse(state(new ProcessId(OURS.pid(), OURS.startedAtMillis() - 60_000)).isRunning());
    }

    @Test
    void requiresALauncherThatRuns() {
        assertThrows(StackException.class, () -> file.requireRunning());
        file.write(state(new ProcessId(OURS.pid(), 1)));

        assertThrows(StackException.class, () -> file.requireRunning());
    }

    @Test
    void saysWhichFileCannotBeRead() throws IOException {
        Files.writeString(folder.resolve("state.json"), "{");

        StackException refused = assertThrows(StackException.class, () -> file.read());

        assertTrue(String.valueOf(refused.getMessage()).contains("state.json"));
    }

    private static State state(ProcessId launcher) {
        return new State(
                launcher,
                OURS,
                true,
                true,
                "http://127.0.0.1:8080",
                "http://127.0.0.1:8085",
                "postgresql://postgres:secret@127.0.0.1:5432/rollcall",
                List.of(new State.Row("postgres", OURS, 5432, "")));
    }
}
