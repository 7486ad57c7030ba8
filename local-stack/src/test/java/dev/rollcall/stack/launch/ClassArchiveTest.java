package dev.rollcall.stack.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ClassArchiveTest {

    @TempDir private Path folder;
    private ClassArchive archive;

    @BeforeEach
    void writeJarAndLibrary() throws IOException {
        Path jar = write("service.jar", 10);
        Files.createDirectory(folder.resolve("lib"));
        write("lib/library.jar", 20);
        archive = new ClassArchive(folder.resolve("service.jsa"), jar);
    }

    @Test
    void isWrittenWhereThereIsNone() {
        assertFalse(archive.isUsable());
        assertEquals(
                "-XX:ArchiveClassesAtExit=" + folder.resolve("service.jsa.part"),
                archive.options().getFirst());
    }

    @Test
    void isUsedOnceItIsKept() throws IOException {
        write("service.jsa.part", 30);

        archive.keep();

        assertEquals(
                "-XX:SharedArchiveFile=" + folder.resolve("service.jsa"),
                archive.options().getFirst());
    }

    @Test
    void isNotUsedWhereALibraryIsNewer() throws IOException {
        write("service.jsa", 15);

        assertFalse(archive.isUsable());
    }

    @Test
    void isNotUsedBeforeItIsKept() throws IOException {
        write("service.jsa.part", 30);

        assertFalse(archive.isUsable());
        assertTrue(archive.options().getFirst().startsWith("-XX:ArchiveClassesAtExit"));
    }

    private Path write(String name, int second) throws IOException {
        Path file = Files.writeString(folder.resolve(name), name);
        return Files.setLastModifiedTime(file, FileTime.from(Instant.ofEpochSecond(second)));
    }
}
