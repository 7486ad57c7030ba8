package dev.rollcall.clerk.setting;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Origins of web pages (RFC 6454): scheme, host and port. Stateless. */
public final class Origins {

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private Origins() {}

    /** The origin of an absolute http or https URL, as a browser writes it. */
    public static Optional<String> of(String url) {
        return httpUrl(url).map(Origins::origin);
    }

    /** The URL, if it is an absolute http or https one without user information. */
    public static Optional<URI> httpUrl(String url) {
        try {
            URI uri = new URI(url);
            boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            boolean usable = web && uri.getHost() != null && uri.getRawUserInfo() == null;
            return usable ? Optional.of(uri) : Optional.empty();
        } catch (URISyntaxException notAUrl) {
            return Optional.empty();
        }
    }

    static boolean isLoopback(String origin) {
        return httpUrl(origin)
                .filter(uri -> origin(uri).equals(origin))
                .map(uri -> LOOPBACK.contains(uri.getHost()))
                .orElse(false);
    }

    private static String origin(URI uri) {
        boolean defaultPort =
                uri.getPort() < 0
                        || ("http".equals(uri.getScheme()) && uri.getPort() == 80)
                        || ("https".equals(uri.getScheme()) && uri.getPort() == 443);
        String port = defaultPort ? "" : ":" + uri.getPort();
        return uri.getScheme() + "://" + uri.getHost().toLowerCase(Locale.ROOT) + port;
    }
}
