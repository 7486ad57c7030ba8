package dev.rollcall.clerk.state;

import dev.rollcall.clerk.json.Document;
import dev.rollcall.clerk.json.Json;
import dev.rollcall.clerk.json.MalformedJsonException;
import dev.rollcall.contracts.start.SettingsException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The one file. It is replaced as a whole: written beside, forced to the disk, renamed, so that a
 * crash leaves the old or the new one. A lock file keeps a second emulator out. Used by one thread
 * at a time.
 */
final class StateFile implements AutoCloseable {

    private final Path folder;
    private final Path file;
    private final FileChannel lockFile;

    private StateFile(Path folder, FileChannel lockFile) {
        this.folder = folder;
        this.file = folder.resolve("state.json");
        this.lockFile = lockFile;
    }

    /**
     * @throws SettingsException if the folder cannot be written or another process has it
     */
    static StateFile open(Path folder) {
        try {
            Files.createDirectories(folder);
            if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
                Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
            }
            FileChannel lockFile =
                    FileChannel.open(
                            folder.resolve("lock"),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE);
            if (tryLock(lockFile) == null) {
                lockFile.close();
                throw new SettingsException(
                        "Another emulator uses the state folder "
                                + folder
                                + ": stop it, or set ROLLCALL_CLERK_STATE to another folder.");
            }
            return new StateFile(folder, lockFile);
        } catch (IOException unusable) {
            throw new SettingsException(
                    "The state folder "
                            + folder
                            + " cannot be written: set ROLLCALL_CLERK_STATE to one that can.");
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException ownProcess) {
            return null;
        }
    }

    /**
     * @throws SettingsException if there is a file that cannot be understood
     */
    Optional<Snapshot> load() {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Snapshot.from(Document.from(Json.parse(Files.readAllBytes(file)))));
        } catch (IOException | MalformedJsonException | IllegalArgumentException damaged) {
            throw new SettingsException(
                    "The state file "
                            + file
                            + " is damaged: restore it, or delete it to start with the sample"
                            + " people.");
        }
    }

    void write(Snapshot snapshot) throws IOException {
        Path next = folder.resolve("state.json.next");
        try (FileChannel channel =
                FileChannel.open(
                        next,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.TRUNCATE_EXISTING)) {
            OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16);
            snapshot.write(out);
            out.flush();
            channel.force(true);
        }
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
        try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
            directory.force(true);
        }
    }

    @Override
    public void close() throws IOException {
        lockFile.close();
    }
}
