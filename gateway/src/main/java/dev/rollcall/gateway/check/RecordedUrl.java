package dev.rollcall.gateway.check;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The address of a recorded request, in the spelling in which it was recorded: only the fragment,
 * which no server hears of, and a user name are left out.
 *
 * @param host with the port, in lower case
 * @param target path and query
 */
record RecordedUrl(String host, String target) {

    private static final Pattern URL =
            Pattern.compile(
                    "https?://(?:[^/?#]*@)?([^/?#@]+)([^#]*).*",
                    Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final Pattern VALUE = Pattern.compile("=[^&]*");
    private static final Pattern UNPRINTABLE = Pattern.compile("[^!-~]");

    /** Empty for what goes to no server over HTTP, for example {@code data:}. */
    static Optional<RecordedUrl> parse(String url) {
        Matcher matcher = URL.matcher(url);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String target = matcher.group(2);
        return Optional.of(
                new RecordedUrl(
                        matcher.group(1).toLowerCase(Locale.ROOT),
                        target.startsWith("/") ? target : '/' + target));
    }

    /** The target for a terminal and for other people: of a query the names only. */
    String shown() {
        int query = target.indexOf('?');
        String path = query < 0 ? target : target.substring(0, query);
        String names = query < 0 ? "" : VALUE.matcher(target.substring(query)).replaceAll("=*");
        return printable(path + names);
    }

    static String printable(String text) {
        return UNPRINTABLE.matcher(text).replaceAll("?");
    }
}
