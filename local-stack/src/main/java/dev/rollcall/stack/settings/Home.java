package dev.rollcall.stack.settings;

import dev.rollcall.stack.postgres.Folders;
import dev.rollcall.stack.process.StackException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The launcher's folder, {@code .rollcall}: what lies where. */
public record Home(Path folder) {

    public Path lock() {
        return folder.resolve("lock");
    }

    public Path state() {
        return folder.resolve("state.json");
    }

    /** PostgreSQL's programs, unpacked; kept by {@link #wipe}. */
    public Path cache() {
        return folder.resolve("cache");
    }

    public Path postgres() {
        return folder.resolve("postgres");
    }

    public Path clerk() {
        return folder.resolve("clerk");
    }

    public Path secrets() {
        return folder.resolve("secrets");
    }

    /** Files named {@code restart-<process>} ask the launcher for what they say. */
    public Path requests() {
        return folder.resolve("requests");
    }

    public Path log(String process) {
        return switch (process) {
            case "postgres" -> postgres().resolve("postgres.log");
            case "launcher" -> folder.resolve("launcher.log");
            default -> folder.resolve("logs").resolve(process + ".log");
        };
    }

    /** Makes the folder (0700) and proves that it can be written to. */
    public void create() {
        try {
            Folders.createPrivate(folder);
            Folders.createPrivate(folder.resolve("logs"));
            Folders.createPrivate(requests());
            Files.delete(Files.createTempFile(folder, "probe", ""));
        } catch (IOException e) {
            throw new StackException(
                    "Cannot write to " + folder + ": give the right to, or set ROLLCALL_HOME.", e);
        }
    }

    /**
     * Deletes data, logs and secrets of the local stack, and nothing that is not the launcher's.
     */
    public void wipe() {
        try {
            for (Path each :
                    List.of(postgres(), clerk(), secrets(), folder.resolve("logs"), state())) {
                Folders.delete(each);
            }
        } catch (IOException e) {
            throw new StackException("Cannot wipe " + folder + ": " + e.getMessage(), e);
        }
        create();
    }
}
