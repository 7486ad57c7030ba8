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

    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    /**
     * Where an upstream is.
     *
     * @param authority host and port as they are configured: what it hears in {@code Host}
     */
    public record Address(boolean tls, String host, int port, String authority) {}

    private final Map<String, Address> addresses;

    Upstreams(List<UpstreamConfiguration> entries) {
        Map<String, Address> read = new HashMap<>();
        entries.forEach(entry -> read.put(entry.name(), address(entry)));
        this.addresses = Map.copyOf(read);
    }

    public Set<String> names() {
        return addresses.keySet();
    }

    public Address address(String upstream) {
        Address address = addresses.get(upstream);
        if (address == null) {
            throw new IllegalArgumentException("no upstream is called " + upstream);
        }
        return address;
    }

    private static Address address(UpstreamConfiguration entry) {
        try {
            URI url = URI.create(entry.url());
            String path = url.getPath();
            boolean tls = "https".equals(url.getScheme());
            boolean bare =
                    url.getHost() != null
                            && (tls || "http".equals(url.getScheme()))
                            && (path == null || path.isEmpty() || path.equals("/"))
                            && url.getRawQuery() == null
                            && url.getRawUserInfo() == null;
            if (bare) {
                int port = url.getPort() < 0 ? (tls ? HTTPS : HTTP) : url.getPort();
                return new Address(tls, bareHost(url.getHost()), port, url.getRawAuthority());
            }
        } catch (IllegalArgumentException unreadable) {
            // said below
        }
        throw new SettingsException(
                "rollcall.upstreams." + entry.name() + ".url is http(s)://host:port");
    }

    /** Without the brackets of an IPv6 address. */
    private static String bareHost(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }
}
