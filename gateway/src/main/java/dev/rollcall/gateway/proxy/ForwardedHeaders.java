package dev.rollcall.gateway.proxy;

import dev.rollcall.gateway.hygiene.CleanRequest;
import dev.rollcall.gateway.hygiene.ClientAddresses;
import io.micronaut.context.annotation.Property;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.AsciiString;
import jakarta.inject.Singleton;

/**
 * What an upstream hears about the connection: ours to say, whatever the client said. One value
 * each, from the socket or the trusted proxies. Immutable.
 */
@Singleton
final class ForwardedHeaders {

    private static final AsciiString FOR = AsciiString.cached("X-Forwarded-For");
    private static final AsciiString HOST = AsciiString.cached("X-Forwarded-Host");
    private static final AsciiString SCHEME = AsciiString.cached("X-Forwarded-Proto");

    private final ClientAddresses addresses;
    private final String scheme;

    ForwardedHeaders(
            ClientAddresses addresses,
            @Property(name = "rollcall.origin.public-url", defaultValue = "") String publicUrl) {
        this.addresses = addresses;
        this.scheme = publicUrl.startsWith("https:") ? "https" : "http";
    }

    void write(CleanRequest request, HttpHeaders outbound) {
        outbound.set(FOR, addresses.of(request));
        outbound.set(SCHEME, scheme);
        String host = request.headers().get(HttpHeaderNames.HOST);
        if (host != null) {
            outbound.set(HOST, host);
        }
    }
}
