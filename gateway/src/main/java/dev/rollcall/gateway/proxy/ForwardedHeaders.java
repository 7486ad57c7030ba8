package dev.rollcall.gateway.proxy;

import dev.rollcall.gateway.hygiene.ClientAddresses;
import io.micronaut.context.annotation.Property;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpHeaders;
import jakarta.inject.Singleton;

/**
 * What an upstream hears about the connection: ours to say, whatever the client said. One value
 * each, from the socket or the trusted proxies. Immutable.
 */
@Singleton
final class ForwardedHeaders {

    static final String FOR = "X-Forwarded-For";
    static final String HOST = "X-Forwarded-Host";
    static final String SCHEME = "X-Forwarded-Proto";

    private final ClientAddresses addresses;
    private final String scheme;

    ForwardedHeaders(
            ClientAddresses addresses,
            @Property(name = "rollcall.origin.public-url", defaultValue = "") String publicUrl) {
        this.addresses = addresses;
        this.scheme = publicUrl.startsWith("https:") ? "https" : "http";
    }

    void write(HttpRequest<?> inbound, MutableHttpHeaders outbound) {
        outbound.set(FOR, addresses.of(inbound));
        outbound.set(SCHEME, scheme);
        String host = inbound.getHeaders().get(HttpHeaders.HOST);
        if (host != null) {
            outbound.set(HOST, host);
        }
    }
}
