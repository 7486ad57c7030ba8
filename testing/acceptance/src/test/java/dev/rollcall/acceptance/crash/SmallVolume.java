package dev.rollcall.acceptance.crash;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A file system of its own, in memory, that can be full; who is not root cannot have one. */
final class SmallVolume implements AutoCloseable {

    /** More than PostgreSQL needs by itself. */
    private static final String ROOMY = "size=768m";

    private static final int MOST_LOOKS = 50;

    private final Path folder;

    private SmallVolume(Path folder) {
        this.folder = folder;
    }

    /** On an empty folder; empty where mounting is refused. */
    static Optional<SmallVolume> mount(Path folder) {
        String options = ROOMY + ",mode=0700";
        return isDone("mount", "-t", "tmpfs", "-o", options, "rollcall-test", folder.toString())
                ? Optional.of(new SmallVolume(folder))
                : Optional.empty();
    }

    /**
     * Takes away what is free now; to be repeated while others delete. What somebody writes between
     * the look and the deed has it refused: then it is looked at again.
     */
    void fill() {
        for (int attempt = 0; attempt < MOST_LOOKS; attempt++) {
            if (isResized("size=" + used())) {
                return;
            }
        }
        throw new AssertionError("cannot be filled: " + folder);
    }

    void free() {
        if (!isResized(ROOMY)) {
            throw new AssertionError("cannot be made roomy: " + folder);
        }
    }

    private long used() {
        try {
            FileStore store = Files.getFileStore(folder);
            return store.getTotalSpace() - store.getUnallocatedSpace();
        } catch (IOException failed) {
            throw new AssertionError(failed);
        }
    }

    private boolean isResized(String size) {
        return isDone("mount", "-o", "remount," + size, folder.toString());
    }

    private static boolean isDone(String... command) {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException noSuchCommand) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** With what is on it. */
    @Override
    public void close() {
        if (!isDone("umount", "-l", folder.toString())) {
            throw new AssertionError("still mounted: " + folder);
        }
    }
}
