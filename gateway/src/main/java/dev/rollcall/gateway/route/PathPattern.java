package dev.rollcall.gateway.route;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An exact path, or with {@code /**} everything below it (not the path itself). Case matters, and
 * so does a trailing slash.
 *
 * @param path without the suffix
 */
public record PathPattern(String path, boolean prefix) {

    private static final String SUFFIX = "/**";
    private static final Pattern SHAPE = Pattern.compile("/|(?:/[A-Za-z0-9._~-]*[A-Za-z0-9_~-])+");

    static Optional<PathPattern> parse(String text) {
        boolean prefix = text.endsWith(SUFFIX);
        String path = prefix ? text.substring(0, text.length() - SUFFIX.length()) : text;
        return SHAPE.matcher(path).matches()
                ? Optional.of(new PathPattern(path, prefix))
                : Optional.empty();
    }

    boolean matches(String canonicalPath) {
        return prefix
                ? canonicalPath.length() > path.length() + 1
                        && canonicalPath.startsWith(path)
                        && canonicalPath.charAt(path.length()) == '/'
                : canonicalPath.equals(path);
    }

    @Override
    public String toString() {
        return prefix ? path + SUFFIX : path;
    }
}
