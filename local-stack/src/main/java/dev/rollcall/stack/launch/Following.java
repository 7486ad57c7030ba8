package dev.rollcall.stack.launch;

import dev.rollcall.stack.process.StackException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Prints what is appended to a file, by whole lines. Not thread-safe. */
final class Following {

    private final Path file;
    private long position;

    Following(Path file, long position) {
        this.file = file;
        this.position = position;
    }

    static Following fromTheEnd(Path file) {
        return new Following(file, size(file));
    }

    /** Prints the lines that have been completed since the last call. */
    void printNew(PrintStream out, String prefix) {
        if (size(file) < position) {
            position = 0;
        }
        if (size(file) == position) {
            return;
        }
        try (RandomAccessFile reader = new RandomAccessFile(file.toFile(), "r")) {
            reader.seek(position);
            byte[] added = new byte[(int) Math.min(reader.length() - position, 1 << 20)];
            reader.readFully(added);
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            for (byte each : added) {
                if (each == '\n') {
                    out.println(prefix + line.toString(StandardCharsets.UTF_8));
                    position += line.size() + 1;
                    line.reset();
                } else {
                    line.write(each);
                }
            }
        } catch (IOException e) {
            throw new StackException(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static long size(Path file) {
        try {
            return Files.exists(file) ? Files.size(file) : 0;
        } catch (IOException e) {
            return 0;
        }
    }
}
