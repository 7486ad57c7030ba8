package dev.rollcall.stack.process;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** The end of a log file. */
public final class LogTail {

    private static final int READ_BYTES = 64 * 1024;

    private LogTail() {}

    /** The last lines that are not blank, at most so many; none if the file cannot be read. */
    public static List<String> lines(Path log, int atMost) {
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            long start = Math.max(0, file.length() - READ_BYTES);
            byte[] end = new byte[(int) (file.length() - start)];
            file.seek(start);
            file.readFully(end);
            List<String> lines =
                    new String(end, StandardCharsets.UTF_8)
                            .lines()
                            .filter(line -> !line.isBlank())
                            .toList();
            return lines.subList(Math.max(0, lines.size() - atMost), lines.size());
        } catch (IOException e) {
            return List.of();
        }
    }

    /** The last line and the name of the file, for a message of one line. */
    public static String last(Path log) {
        List<String> lines = lines(log, 1);
        return (lines.isEmpty() ? "nothing was logged" : lines.getLast()) + " (" + log + ")";
    }
}
