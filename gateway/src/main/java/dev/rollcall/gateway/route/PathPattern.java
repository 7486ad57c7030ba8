package dev.rollcall.gateway.route;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A path in which {@code *} stands for one segment, or with {@code /**} at its end for everything
 * below it (not the path itself). Case matters, and so does a trailing slash.
 *
 * @param path without the suffix
 */
public record PathPattern(String path, boolean prefix) {

    /**
     * The narrower first: at the first segment where two differ a name comes before {@code *}, and
     * that before {@code /**}. The first that matches a path decides.
     */
    static final Comparator<PathPattern> NARROWER_FIRST = PathPattern::compare;

    private static final String SUFFIX = "/**";
    private static final String ONE = "*";
    private static final Pattern SHAPE =
            Pattern.compile("/|(?:/(?:[*]|[A-Za-z0-9._~-]*[A-Za-z0-9_~-]))+");

    static Optional<PathPattern> parse(String text) {
        boolean prefix = text.endsWith(SUFFIX);
        String path = prefix ? text.substring(0, text.length() - SUFFIX.length()) : text;
        return SHAPE.matcher(path).matches()
                ? Optional.of(new PathPattern(path, prefix))
                : Optional.empty();
    }

    /** Whether it matches one path only. */
    boolean isExact() {
        return !prefix && !path.contains(ONE);
    }

    boolean matches(String canonicalPath) {
        int at = 0;
        for (int i = 0; i < path.length(); i++) {
            if (path.charAt(i) == '*') {
                int end = endOfSegment(canonicalPath, at);
                if (end == at) {
                    return false;
                }
                at = end;
            } else if (at < canonicalPath.length() && canonicalPath.charAt(at) == path.charAt(i)) {
                at++;
            } else {
                return false;
            }
        }
        return prefix
                ? at + 1 < canonicalPath.length() && canonicalPath.charAt(at) == '/'
                : at == canonicalPath.length();
    }

    private static int endOfSegment(String path, int from) {
        int slash = path.indexOf('/', from);
        return slash < 0 ? path.length() : slash;
    }

    private static int compare(PathPattern one, PathPattern other) {
        List<String> left = segments(one.path);
        List<String> right = segments(other.path);
        for (int i = 0; i < Math.min(left.size(), right.size()); i++) {
            int byStar = Boolean.compare(left.get(i).equals(ONE), right.get(i).equals(ONE));
            int difference = byStar == 0 ? left.get(i).compareTo(right.get(i)) : byStar;
            if (difference != 0) {
                return difference;
            }
        }
        return left.size() == right.size()
                ? Boolean.compare(one.prefix, other.prefix)
                : Integer.compare(right.size(), left.size());
    }

    private static List<String> segments(String path) {
        return List.of(path.split("/", -1));
    }

    @Override
    public String toString() {
        return prefix ? path + SUFFIX : path;
    }
}
