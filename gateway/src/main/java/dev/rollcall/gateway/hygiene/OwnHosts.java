package dev.rollcall.gateway.hygiene;

import dev.rollcall.contracts.start.SettingsException;
import java.net.URI;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The names we are called by. Another name in {@code Host} is a page of somebody else whose name
 * was bent to our address (RFC 9110 §7.4, 421). An address is no such name, nor is localhost; they
 * are always served. Immutable.
 */
final class OwnHosts {

    private static final Pattern NAME = Pattern.compile("[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?");
    private static final String LOCALHOST = "localhost";

    private final Set<String> names;

    private OwnHosts(Set<String> names) {
        this.names = Set.copyOf(names);
    }

    /** With neither a public address nor a name every name is ours. */
    static OwnHosts of(@Nullable String publicUrl, @Nullable String listed) {
        Set<String> names = new TreeSet<>();
        for (String name : Settings.list(listed)) {
            String lower = name.toLowerCase(Locale.ROOT);
            if (!NAME.matcher(lower).matches()) {
                throw new SettingsException("ROLLCALL_HOSTS is host names without port, by commas");
            }
            names.add(lower);
        }
        if (publicUrl != null && !publicUrl.isBlank()) {
            names.add(nameOf(publicUrl));
        }
        return new OwnHosts(names);
    }

    private static String nameOf(String publicUrl) {
        try {
            String host = URI.create(publicUrl.strip()).getHost();
            if (host != null) {
                return host.toLowerCase(Locale.ROOT);
            }
        } catch (IllegalArgumentException unreadable) {
            // said below
        }
        throw new SettingsException("ROLLCALL_PUBLIC_URL is http(s)://host[:port]");
    }

    /** {@code host} has passed the hygiene check. */
    boolean isServed(@Nullable String host) {
        if (names.isEmpty() || host == null || host.charAt(0) == '[') {
            return true;
        }
        int colon = host.indexOf(':');
        String name = colon < 0 ? host : host.substring(0, colon);
        return names.contains(name)
                || isAddress(name)
                || name.equalsIgnoreCase(LOCALHOST)
                || names.contains(name.toLowerCase(Locale.ROOT));
    }

    private static boolean isAddress(String name) {
        return name.chars().allMatch(c -> c == '.' || (c >= '0' && c <= '9'));
    }
}
