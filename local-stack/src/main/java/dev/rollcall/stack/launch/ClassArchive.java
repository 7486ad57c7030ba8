package dev.rollcall.stack.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.Stream;

/**
 * The classes of a service as its JVM had loaded them (JEP 350): with it the next start takes less
 * than half the time. The JVM writes it when it ends; one that was cut off is never used, and one
 * that does not fit is ignored by the JVM itself.
 *
 * @param file the archive
 * @param jar of the service, with its libraries beside it in {@code lib}
 */
record ClassArchive(Path file, Path jar) {

    private static final String QUIET = "-Xlog:cds*=off,aot*=off";

    boolean isUsable() {
        try {
            return Files.exists(file) && Files.getLastModifiedTime(file).compareTo(newest()) > 0;
        } catch (IOException e) {
            return false;
        }
    }

    /** For the JVM: use it, or write it at the end. */
    List<String> options() {
        String option =
                isUsable() ? "-XX:SharedArchiveFile=" + file : "-XX:ArchiveClassesAtExit=" + part();
        return List.of(option, QUIET);
    }

    /** To be called when the JVM has ended as it should, with what it may have written. */
    void keep() {
        try {
            if (Files.exists(part())) {
                Files.move(part(), file, StandardCopyOption.ATOMIC_MOVE);
            }
        } catch (IOException e) {
            // it only makes starts faster
        }
    }

    private Path part() {
        return file.resolveSibling(file.getFileName() + ".part");
    }

    private FileTime newest() throws IOException {
        FileTime newest = Files.getLastModifiedTime(jar);
        Path libraries = jar.resolveSibling("lib");
        if (Files.isDirectory(libraries)) {
            try (Stream<Path> files = Files.list(libraries)) {
                for (Path library : files.toList()) {
                    FileTime modified = Files.getLastModifiedTime(library);
                    newest = modified.compareTo(newest) > 0 ? modified : newest;
                }
            }
        }
        return newest;
    }
}
