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
import io.micronaut.http.ByteBodyHttpResponse;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.body.CloseableAvailableByteBody;
import io.micronaut.http.body.CloseableByteBody;
import io.micronaut.http.client.RawHttpClient;
import io.micronaut.http.client.annotation.Client;
import io.netty.util.Timer;
import java.net.URI;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
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

    private final RawHttpClient client;
    private final StreamedExchange streams;
    private final Upstreams upstreams;
    private final ServiceTokens.Signer serviceTokens;
    private final IdentitySignatures identities;
    private final ForwardedHeaders forwarded;
    private final UpstreamLoad load;
    private final Timer timer;

    UpstreamProxy(
            @Client RawHttpClient client,
            StreamedExchange streams,
            Upstreams upstreams,
            ServiceTokens.Signer serviceTokens,
            IdentitySignatures identities,
            ForwardedHeaders forwarded,
            UpstreamLoad load,
            Timer timer) {
        this.client = client;
        this.streams = streams;
        this.upstreams = upstreams;
        this.serviceTokens = serviceTokens;
        this.identities = identities;
        this.forwarded = forwarded;
        this.load = load;
        this.timer = timer;
    }

    /**
     * Complete with the answer's head, or with what the client hears instead; the body follows by
     * itself. Never waits.
     */
    public CompletionStage<MutableHttpResponse<?>> forward(
            HttpRequest<?> request,
            Target.Upstream upstream,
            Route route,
            Optional<Visitor> visitor,
            RequestId requestId) {
        if (!load.enter(upstream.name(), route.isEvidenced())) {
            return CompletableFuture.completedFuture(
                    failed(ProblemCode.UNAVAILABLE, "overloaded", upstream, request, requestId));
        }
        CompletableFuture<HttpResponse<?>> answered;
        try {
            answered =
                    exchange(
                            request,
                            outbound(request, upstream, visitor, requestId),
                            route.terms());
        } catch (RuntimeException fault) {
            load.leave(upstream.name());
            throw fault;
        }
        return answered.handle(
                (answer, failure) -> {
                    load.leave(upstream.name());
                    return failure == null
                            ? inbound(answer, upstream, request, requestId)
                            : failed(UpstreamFault.code(failure), upstream, request, requestId);
                });
    }

    private CompletableFuture<HttpResponse<?>> exchange(
            HttpRequest<?> request, MutableHttpRequest<?> outbound, Terms terms) {
        boolean withBody = WITH_BODY.contains(request.getMethod());
        if (terms.isStreamed()) {
            return streams.exchange(
                    request.getRemoteAddress(),
                    outbound,
                    withBody ? InboundBody.stream(request) : null,
                    terms.timeout());
        }
        return withBody
                ? InboundBody.read(request).thenCompose(body -> send(outbound, body, terms))
                : send(outbound, null, terms);
    }

    private CompletableFuture<HttpResponse<?>> send(
            MutableHttpRequest<?> outbound,
            @Nullable CloseableAvailableByteBody body,
            Terms terms) {
        if (body != null
                && body.length() > 0
                && !outbound.getHeaders().contains(HttpHeaders.CONTENT_TYPE)) {
            outbound.contentType(MediaType.APPLICATION_OCTET_STREAM_TYPE);
        }
        return FirstAnswer.of(client.exchange(outbound, body, null), terms.timeout(), timer);
    }

    private MutableHttpRequest<?> outbound(
            HttpRequest<?> request,
            Target.Upstream upstream,
            Optional<Visitor> visitor,
            RequestId requestId) {
        MutableHttpRequest<?> outbound =
                HttpRequest.create(
                        request.getMethod(),
                        upstreams.resolve(upstream.name(), target(request.getUri())));
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
            HttpResponse<?> answer,
            Target.Upstream upstream,
            HttpRequest<?> request,
            RequestId requestId) {
        if (!(answer instanceof ByteBodyHttpResponse<?> whole)) {
            throw new IllegalStateException("not an answer of an upstream");
        }
        if (UpstreamFault.isNonsense(whole.code())) {
            whole.close();
            return failed(ProblemCode.UPSTREAM_FAILED, upstream, request, requestId);
        }
        MutableHttpResponse<CloseableByteBody> passed =
                HttpResponse.status(whole.code(), whole.reason());
        whole.getHeaders()
                .forEach(
                        (name, values) -> {
                            if (CrossingHeaders.comesOut(name)) {
                                values.forEach(value -> passed.getHeaders().add(name, value));
                            }
                        });
        if (request.getMethod() == HttpMethod.HEAD) {
            whole.close();
            return passed;
        }
        passed.body(whole.byteBody().move()).bodyWriter(PassedBody.WRITER);
        return passed;
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
