package dev.rollcall.gateway.proxy;

import dev.rollcall.gateway.hygiene.CleanRequest;
import dev.rollcall.gateway.hygiene.ClientAddresses;
import io.micronaut.context.annotation.Property;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import jakarta.inject.Singleton;

/**
 * What an upstream hears about the connection: ours to say, whatever the client said. One value
 * each, from the socket or the trusted proxies. Immutable.
 */
@Singleton
final class ForwardedHeaders {

    private static final String FOR = "X-Forwarded-For";
    private static final String HOST = "X-Forwarded-Host";
    private static final String SCHEME = "X-Forwarded-Proto";

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
