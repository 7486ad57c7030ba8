package dev.rollcall.gateway.proxy;

import dev.rollcall.contracts.id.RequestId;
import dev.rollcall.contracts.token.IdentityTokens;
import dev.rollcall.contracts.token.ServiceTokens;
import dev.rollcall.gateway.access.Ruling;
import dev.rollcall.gateway.hygiene.CleanRequest;
import dev.rollcall.gateway.identity.IdentitySignatures;
import dev.rollcall.gateway.route.Upstreams;
import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.HttpHeaders;
import jakarta.inject.Singleton;
import java.util.Iterator;
import java.util.Map;

/**
 * The headers an upstream gets: what may cross of the client's, and what is ours to say. The
 * client's token stays here; the upstream hears a service token, the request id and, where the
 * route says so, the signed identity. Thread safe.
 */
@Singleton
final class OutboundHeaders {

    // strings, which Netty writes faster than its own AsciiString
    private static final String HOST = "Host";
    private static final String AUTHORIZATION = "Authorization";

    private final Upstreams upstreams;
    private final ServiceTokens.Signer serviceTokens;
    private final IdentitySignatures identities;
    private final ForwardedHeaders forwarded;

    OutboundHeaders(
            Upstreams upstreams,
            ServiceTokens.Signer serviceTokens,
            IdentitySignatures identities,
            ForwardedHeaders forwarded) {
        this.upstreams = upstreams;
        this.serviceTokens = serviceTokens;
        this.identities = identities;
        this.forwarded = forwarded;
    }

    /** Without those of the body's framing. */
    HttpHeaders of(CleanRequest request, Ruling.Forwarded ruling) {
        String upstream = ruling.upstream().name();
        HttpHeaders outbound = unchecked();
        outbound.set(HOST, upstreams.address(upstream).authority());
        cross(request.headers(), outbound);
        outbound.set(AUTHORIZATION, serviceTokens.authorize(upstream));
        outbound.set(RequestId.HEADER, request.id().value());
        outbound.set(TraceParent.HEADER, TraceParent.of(request.headers().get(TraceParent.HEADER)));
        forwarded.write(request, outbound);
        if (ruling.upstream().identity()) {
            outbound.set(
                    IdentityTokens.HEADER,
                    identities.sign(ruling.visitor().orElseThrow(), upstream, request.id()));
        }
        return outbound;
    }

    /** Lines of one name become one. */
    private static void cross(HttpHeaders inbound, HttpHeaders outbound) {
        Iterator<Map.Entry<CharSequence, CharSequence>> lines = inbound.iteratorCharSequence();
        while (lines.hasNext()) {
            Map.Entry<CharSequence, CharSequence> line = lines.next();
            String name = line.getKey().toString();
            if (CrossingHeaders.goesIn(name)) {
                String earlier = outbound.get(name);
                outbound.set(
                        name, earlier == null ? line.getValue() : earlier + ", " + line.getValue());
            }
        }
    }

    /** What came in was checked when it was read, the rest is ours. */
    static HttpHeaders unchecked() {
        return DefaultHttpHeadersFactory.headersFactory().withValidation(false).newHeaders();
    }
}
