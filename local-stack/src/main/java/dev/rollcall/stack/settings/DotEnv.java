package dev.rollcall.stack.settings;

import dev.rollcall.stack.process.StackException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A {@code .env} file: {@code NAME=value} per line, {@code export} before it allowed, quotes around
 * the value removed, {@code #} begins a comment. No expansion.
 */
final class DotEnv {

    private DotEnv() {}

    /** The variables of the file; none if there is no file. */
    static Map<String, String> read(Path file) {
        if (!Files.isRegularFile(file)) {
            return Map.of();
        }
        try {
            return parse(Files.readAllLines(file));
        } catch (IOException e) {
            throw new StackException(file + " cannot be read.", e);
        }
    }

    static Map<String, String> parse(List<String> lines) {
        Map<String, String> variables = new HashMap<>();
        int number = 0;
        for (String raw : lines) {
            number++;
            String line = raw.strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            String assignment = line.startsWith("export ") ? line.substring(7).strip() : line;
            int equals = assignment.indexOf('=');
            if (equals < 1) {
                throw new StackException(".env line " + number + " is not NAME=value.");
            }
            variables.put(
                    assignment.substring(0, equals).strip(),
                    value(assignment.substring(equals + 1).strip()));
        }
        return variables;
    }

    private static String value(String text) {
        for (String quote : List.of("\"", "'")) {
            int end = text.indexOf(quote, 1);
            if (text.startsWith(quote) && end > 0) {
                return text.substring(1, end);
            }
        }
        int comment = text.startsWith("#") ? 0 : text.indexOf(" #");
        return comment < 0 ? text : text.substring(0, comment).strip();
    }
}
