package dev.rollcall.contracts.token;

import java.util.List;

/**
 * A path in which {@code {name}} stands for exactly one segment that is not empty; everything else
 * is compared character by character. Immutable.
 */
final class PathTemplate {

    private final List<String> segments;

    PathTemplate(String template) {
        this.segments = segments(template);
    }

    boolean matches(String path) {
        List<String> given = segments(path);
        if (given.size() != segments.size()) {
            return false;
        }
        for (int i = 0; i < given.size(); i++) {
            if (!matches(segments.get(i), given.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean matches(String segment, String given) {
        return segment.startsWith("{") ? !given.isEmpty() : segment.equals(given);
    }

    /** With a trailing slash the last one is empty. */
    private static List<String> segments(String path) {
        return List.of(path.split("/", -1));
    }
}
