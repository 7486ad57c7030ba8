package dev.rollcall.webhook.outgoing;

import dev.rollcall.contracts.start.SettingsException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/**
 * An address that configuration names: https, or http where private addresses are allowed. Prints
 * without path and query, which may hold a secret.
 *
 * @param host as it is resolved and as TLS must prove it; without brackets
 * @param target path and query, as they are sent
 */
public record TargetUrl(boolean tls, String host, int port, String target, boolean allowPrivate) {

    /** {@code variable} is what a SettingsException names if the text is no such address. */
    public static TargetUrl parse(String variable, String text, boolean allowPrivate) {
        URI uri;
        try {
            uri = new URI(text).parseServerAuthority();
        } catch (URISyntaxException wrong) {
            throw new SettingsException(variable + " is not a URL");
        }
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        boolean tls = scheme.equals("https");
        if (!tls && !(scheme.equals("http") && allowPrivate)) {
            throw new SettingsException(
                    variable
                            + " begins with https://, or http:// where private addresses are allowed");
        }
        if (uri.getHost() == null || uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
            throw new SettingsException(
                    variable + " has a host, and neither a user nor a fragment");
        }
        if (!text.chars().allMatch(c -> c > ' ' && c < 127)) {
            throw new SettingsException(variable + " is written in ASCII");
        }
        String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        String query = uri.getRawQuery() == null ? "" : '?' + uri.getRawQuery();
        int port = uri.getPort() >= 0 ? uri.getPort() : tls ? 443 : 80;
        String host = uri.getHost().replace("[", "").replace("]", "");
        return new TargetUrl(tls, host, port, path + query, allowPrivate);
    }

    /** What the Host header says. */
    String authority() {
        String name = host.indexOf(':') >= 0 ? '[' + host + ']' : host;
        return port == (tls ? 443 : 80) ? name : name + ':' + port;
    }

    /** Scheme, host and port. */
    @Override
    public String toString() {
        return (tls ? "https://" : "http://") + authority();
    }
}
