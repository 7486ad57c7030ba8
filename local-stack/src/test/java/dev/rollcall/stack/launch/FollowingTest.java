package dev.rollcall.stack.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FollowingTest {

    @TempDir private Path folder;

    @Test
    void printsWholeLinesOnce() throws IOException {
        Path log = folder.resolve("log");
        Following following = new Following(log, 0);

        assertEquals("", printed(following));
        append(log, "one\ntw");
        assertEquals("> one\n", printed(following));
        append(log, "o\n");
        assertEquals("> two\n", printed(following));
        assertEquals("", printed(following));
    }

    @Test
    void beginsAgainWithANewFile() throws IOException {
        Path log = folder.resolve("log");
        append(log, "a long first file\n");
        Following following = Following.fromTheEnd(log);

        Files.writeString(log, "new\n");

        assertEquals("> new\n", printed(following));
    }

    private static void append(Path log, String text) throws IOException {
        Files.writeString(log, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private static String printed(Following following) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        following.printNew(new PrintStream(bytes, true, StandardCharsets.UTF_8), "> ");
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
