package dev.rollcall.gateway.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A page from the class path with {@code {{name}}} holes. Every value is escaped for HTML text and
 * quoted attributes; a hole without a value is a fault of ours. Immutable.
 */
record Template(String html) {

    private static final Pattern HOLE = Pattern.compile("\\{\\{([a-zA-Z]+)}}");

    static Template load(String name) {
        try (InputStream page = Template.class.getResourceAsStream("/pages/" + name + ".html")) {
            if (page == null) {
                throw new IllegalStateException("there is no page " + name);
            }
            return new Template(new String(page.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    String fill(Map<String, String> values) {
        return HOLE.matcher(html)
                .replaceAll(hole -> Matcher.quoteReplacement(escape(value(values, hole.group(1)))));
    }

    private static String value(Map<String, String> values, String name) {
        String value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException("no value for " + name);
        }
        return value;
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
