package dev.rollcall.gateway.hygiene;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.stream.Stream;

/**
 * From which address a request came: the socket's, or where proxies of our own stand in front, the
 * one that the outermost of them saw. What a client writes about itself never counts. Immutable.
 */
@Singleton
public final class ClientAddresses {

    private static final String FORWARDED_FOR = "X-Forwarded-For";

    private final int hops;

    ClientAddresses(EdgeConfiguration configuration) {
        this.hops = configuration.trustedHops();
    }

    /** An IPv4 or IPv6 address. */
    public String of(CleanRequest request) {
        String socket = request.socket().getAddress().getHostAddress();
        return hops == 0 ? socket : behind(hops, request.headers(FORWARDED_FOR), socket);
    }

    /** Each proxy appends the address it was called from. */
    static String behind(int hops, List<String> lines, String socket) {
        List<String> chain =
                lines.stream()
                        .flatMap(line -> Stream.of(line.split(",", -1)))
                        .map(String::strip)
                        .toList();
        if (chain.size() < hops) {
            return socket;
        }
        String address = ForwardedFor.address(chain.get(chain.size() - hops));
        return address == null ? socket : address;
    }
}
