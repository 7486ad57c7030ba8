package dev.rollcall.gateway.proxy;

import dev.rollcall.contracts.id.RequestId;
import dev.rollcall.contracts.problem.ProblemCode;
import dev.rollcall.contracts.problem.ProblemResponses;
import dev.rollcall.contracts.token.IdentityTokens;
import dev.rollcall.contracts.token.ServiceTokens;
import dev.rollcall.gateway.identity.IdentitySignatures;
import dev.rollcall.gateway.identity.Visitor;
import dev.rollcall.gateway.route.Route;
import dev.rollcall.gateway.route.Target;
import dev.rollcall.gateway.route.Terms;
import dev.rollcall.gateway.route.Upstreams;
import io.micronaut.context.annotation.Context;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.client.ProxyHttpClient;
import io.micronaut.http.client.annotation.Client;
import java.net.URI;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends an admitted request to its upstream and streams the answer back. The target is taken over
 * byte by byte; the client's token stays here, the upstream hears a service token, the request id
 * and, where the route says so, the signed identity. Thread safe.
 */
@Context
public final class UpstreamProxy {

    private static final Logger LOG = LoggerFactory.getLogger(UpstreamProxy.class);
    private static final Duration RETRY = Duration.ofSeconds(2);
    private static final Set<HttpMethod> WITH_BODY =
            EnumSet.of(HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH, HttpMethod.DELETE);

    private static final byte[] NO_BODY = {};

    private final ProxyHttpClient client;
    private final StreamedExchange streams;
    private final Upstreams upstreams;
    private final ServiceTokens.Signer serviceTokens;
    private final IdentitySignatures identities;
    private final ForwardedHeaders forwarded;
    private final UpstreamLoad load;

    UpstreamProxy(
            @Client ProxyHttpClient client,
            StreamedExchange streams,
            Upstreams upstreams,
            ServiceTokens.Signer serviceTokens,
            IdentitySignatures identities,
            ForwardedHeaders forwarded,
            UpstreamLoad load) {
        this.client = client;
        this.streams = streams;
        this.upstreams = upstreams;
        this.serviceTokens = serviceTokens;
        this.identities = identities;
        this.forwarded = forwarded;
        this.load = load;
    }

    /** Waits for the answer's head; its body follows by itself. */
    public MutableHttpResponse<?> forward(
            HttpRequest<?> request,
            Target.Upstream upstream,
            Route route,
            Optional<Visitor> visitor,
            RequestId requestId) {
        if (!load.enter(upstream.name(), route.isEvidenced())) {
            return failed(ProblemCode.UNAVAILABLE, "overloaded", upstream, request, requestId);
        }
        try {
            MutableHttpRequest<byte[]> outbound = outbound(request, upstream, visitor, requestId);
            MutableHttpResponse<?> answer = exchange(request, outbound, route.terms());
            return inbound(answer, upstream, request, requestId);
        } catch (ExecutionException | TimeoutException failure) {
            return failed(UpstreamFault.code(failure), upstream, request, requestId);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return failed(ProblemCode.UNAVAILABLE, upstream, request, requestId);
        } finally {
            load.leave(upstream.name());
        }
    }

    private MutableHttpResponse<?> exchange(
            HttpRequest<?> request, MutableHttpRequest<byte[]> outbound, Terms terms)
            throws InterruptedException, ExecutionException, TimeoutException {
        boolean withBody = WITH_BODY.contains(request.getMethod());
        if (terms.isStreamed()) {
            return streams.exchange(
                    request.getRemoteAddress(),
                    outbound,
                    withBody ? Optional.of(InboundBody.stream(request)) : Optional.empty(),
                    terms.timeout());
        }
        byte[] body = withBody ? InboundBody.read(request) : NO_BODY;
        if (body.length > 0) {
            if (!outbound.getHeaders().contains(HttpHeaders.CONTENT_TYPE)) {
                outbound.contentType(MediaType.APPLICATION_OCTET_STREAM_TYPE);
            }
            outbound.body(body);
        }
        return FirstAnswer.await(client.proxy(outbound), terms.timeout());
    }

    private MutableHttpRequest<byte[]> outbound(
            HttpRequest<?> request,
            Target.Upstream upstream,
            Optional<Visitor> visitor,
            RequestId requestId) {
        URI address = upstreams.resolve(upstream.name(), target(request.getUri()));
        MutableHttpRequest<byte[]> outbound =
                HttpRequest.create(request.getMethod(), address.toString());
        request.getHeaders()
                .forEach(
                        (name, values) -> {
                            if (CrossingHeaders.goesIn(name)) {
                                outbound.getHeaders().set(name, String.join(", ", values));
                            }
                        });
        outbound.bearerAuth(serviceTokens.sign(upstream.name()));
        outbound.header(RequestId.HEADER, requestId.value());
        outbound.header(
                TraceParent.HEADER, TraceParent.of(request.getHeaders().get(TraceParent.HEADER)));
        forwarded.write(request, outbound.getHeaders());
        if (upstream.identity()) {
            outbound.header(
                    IdentityTokens.HEADER,
                    identities.sign(visitor.orElseThrow(), upstream.name(), requestId));
        }
        return outbound;
    }

    /** Path and query as they were judged. */
    static String target(URI uri) {
        return uri.getRawQuery() == null
                ? uri.getRawPath()
                : uri.getRawPath() + '?' + uri.getRawQuery();
    }

    private static MutableHttpResponse<?> inbound(
            MutableHttpResponse<?> answer,
            Target.Upstream upstream,
            HttpRequest<?> request,
            RequestId requestId) {
        if (UpstreamFault.isNonsense(answer.code())) {
            return failed(ProblemCode.UPSTREAM_FAILED, upstream, request, requestId);
        }
        for (String name : List.copyOf(answer.getHeaders().names())) {
            if (!CrossingHeaders.comesOut(name)) {
                answer.getHeaders().remove(name);
            }
        }
        return answer;
    }

    private static MutableHttpResponse<?> failed(
            ProblemCode code,
            Target.Upstream upstream,
            HttpRequest<?> request,
            RequestId requestId) {
        return failed(code, code.wire(), upstream, request, requestId);
    }

    private static MutableHttpResponse<?> failed(
            ProblemCode code,
            String reason,
            Target.Upstream upstream,
            HttpRequest<?> request,
            RequestId requestId) {
        LOG.warn(
                "event=proxy.failed upstream={} code={} request_id={}",
                upstream.name(),
                reason,
                requestId);
        return ProblemResponses.of(
                code,
                code.title() + '.',
                code == ProblemCode.UNAVAILABLE ? Optional.of(RETRY) : Optional.empty(),
                request);
    }
}
