package dev.rollcall.gateway.token;

import dev.rollcall.contracts.start.SettingsException;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.net.URI;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Whether the browser says that a request comes from our own pages, which is what lets a cookie
 * count on the API (OWASP, cross-site request forgery; Fetch Metadata). Immutable.
 */
final class OwnOrigin {

    private static final Pattern LOOPBACK_HOST =
            Pattern.compile("(?:localhost|127\\.0\\.0\\.1|\\[::1])(?::\\d{1,5})?");

    private final @Nullable String publicOrigin;
    private final Set<String> allowed;

    /** {@code publicUrl} null or blank: our own origin is that of a loopback request. */
    OwnOrigin(@Nullable String publicUrl, Set<String> allowed) {
        this.publicOrigin = publicUrl == null || publicUrl.isBlank() ? null : origin(publicUrl);
        this.allowed = Set.copyOf(allowed);
    }

    boolean isProvenBy(HttpHeaders headers) {
        String origin = headers.get(HttpHeaderNames.ORIGIN);
        if (origin != null) {
            return allowed.contains(origin) || isOwn(origin, headers.get(HttpHeaderNames.HOST));
        }
        return "same-origin".equals(headers.get("Sec-Fetch-Site"));
    }

    private boolean isOwn(String origin, @Nullable String host) {
        if (publicOrigin != null) {
            return origin.equals(publicOrigin);
        }
        return host != null
                && LOOPBACK_HOST.matcher(host).matches()
                && origin.equals("http://" + host);
    }

    private static String origin(String publicUrl) {
        try {
            URI url = URI.create(publicUrl);
            if (url.getScheme() != null && url.getRawAuthority() != null) {
                return url.getScheme() + "://" + url.getRawAuthority();
            }
        } catch (IllegalArgumentException unreadable) {
            // said below
        }
        throw new SettingsException("ROLLCALL_PUBLIC_URL is http(s)://host[:port]");
    }
}
