package dev.rollcall.gateway.route;

import dev.rollcall.contracts.start.SettingsException;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The configured upstreams: the only places a request can be sent to. Immutable. */
@Singleton
public final class Upstreams {

    private final Map<String, String> origins;

    Upstreams(List<UpstreamConfiguration> entries) {
        Map<String, String> read = new HashMap<>();
        entries.forEach(entry -> read.put(entry.name(), origin(entry)));
        this.origins = Map.copyOf(read);
    }

    public Set<String> names() {
        return origins.keySet();
    }

    /** The address of a request target, taken over byte by byte. */
    public String resolve(String upstream, String target) {
        String origin = origins.get(upstream);
        if (origin == null) {
            throw new IllegalArgumentException("no upstream is called " + upstream);
        }
        return origin + target;
    }

    private static String origin(UpstreamConfiguration entry) {
        try {
            URI url = URI.create(entry.url());
            String path = url.getPath();
            boolean bare =
                    url.getHost() != null
                            && ("http".equals(url.getScheme()) || "https".equals(url.getScheme()))
                            && (path == null || path.isEmpty() || path.equals("/"))
                            && url.getRawQuery() == null
                            && url.getRawUserInfo() == null;
            if (bare) {
                return url.getScheme() + "://" + url.getRawAuthority();
            }
        } catch (IllegalArgumentException unreadable) {
            // said below
        }
        throw new SettingsException(
                "rollcall.upstreams." + entry.name() + ".url is http(s)://host:port");
    }
}
