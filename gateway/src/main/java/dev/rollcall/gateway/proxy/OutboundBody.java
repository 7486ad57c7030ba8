package dev.rollcall.gateway.proxy;

import dev.rollcall.gateway.route.Terms;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The body of a request on its way to the upstream. Usually it is taken into memory as a whole: it
 * is at most {@link Terms#BUFFERED_BYTES} long, and an upstream never sees the beginning of one
 * that turns out too long or never ends. A route that allows more gets it as it comes. Lives on the
 * client's event loop.
 */
final class OutboundBody {

    /** So long may it take to come in. */
    static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(10);

    private static final Set<HttpMethod> WITH_BODY =
            Set.of(HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH, HttpMethod.DELETE);

    /** RFC 9110 §9.2.2. */
    private static final Set<HttpMethod> IDEMPOTENT =
            Set.of(
                    HttpMethod.GET,
                    HttpMethod.HEAD,
                    HttpMethod.OPTIONS,
                    HttpMethod.PUT,
                    HttpMethod.DELETE);

    private final HttpMethod method;
    private final boolean announced;
    private final boolean wanted;
    private final boolean streamed;
    private final boolean passedOn;

    /** Collected, and kept until the answer is there, for it may have to be sent again. */
    private @Nullable ByteBuf whole;

    /** To be passed on once there is a connection. */
    private final Queue<HttpContent> early = new ArrayDeque<>(0);

    private boolean ended;

    OutboundBody(HttpRequest request, boolean streamed) {
        this.method = request.method();
        this.announced =
                HttpUtil.isTransferEncodingChunked(request)
                        || HttpUtil.getContentLength(request, 0L) > 0;
        this.wanted = announced && WITH_BODY.contains(method);
        this.streamed = streamed;
        this.passedOn = wanted && streamed;
        this.ended = !announced;
    }

    /** Whether it has to be there before the upstream hears anything. */
    boolean isCollected() {
        return wanted && !passedOn;
    }

    /** Whether a client that asks first should be told to send it. */
    boolean isAwaited() {
        return wanted;
    }

    boolean isPassedOn() {
        return passedOn;
    }

    /** Whether all of it has come. */
    boolean isEnded() {
        return ended;
    }

    /** Whether the upstream has got all that it gets. */
    boolean isSent() {
        return !passedOn || ended;
    }

    /** Whether what is still to come is short enough to be read and thrown away. */
    boolean isHarmless() {
        return ended || (!wanted && !streamed);
    }

    boolean isRepeatable() {
        return !passedOn && IDEMPOTENT.contains(method);
    }

    boolean isFull(@Nullable Channel upstream) {
        return passedOn && !ended && (upstream == null ? !early.isEmpty() : !upstream.isWritable());
    }

    /** {@code upstream} is null while there is no connection. */
    void add(HttpContent part, @Nullable Channel upstream) {
        ended = part instanceof LastHttpContent;
        if (!wanted) {
            part.release();
        } else if (!passedOn) {
            collect(part);
        } else if (upstream == null) {
            early.add(part);
        } else {
            pass(part, upstream);
        }
    }

    private void collect(HttpContent part) {
        if (whole == null) {
            whole = part.content().alloc().buffer(part.content().readableBytes());
        }
        whole.writeBytes(part.content());
        part.release();
    }

    /** Trailers stay here. */
    private static void pass(HttpContent part, Channel upstream) {
        var _ =
                upstream.write(
                        part instanceof LastHttpContent
                                ? new DefaultLastHttpContent(part.content())
                                : new DefaultHttpContent(part.content()),
                        upstream.voidPromise());
    }

    /** The request with what there is of its body. */
    void send(HttpRequest asked, HttpHeaders headers, Channel upstream) {
        if (passedOn) {
            if (HttpUtil.isTransferEncodingChunked(asked)) {
                headers.set(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
            } else {
                headers.set(
                        HttpHeaderNames.CONTENT_LENGTH,
                        asked.headers().get(HttpHeaderNames.CONTENT_LENGTH));
            }
            var _ =
                    upstream.write(
                            new DefaultHttpRequest(
                                    HttpVersion.HTTP_1_1, method, asked.uri(), headers),
                            upstream.voidPromise());
            early.forEach(part -> pass(part, upstream));
            early.clear();
            upstream.flush();
            return;
        }
        ByteBuf content = whole == null ? Unpooled.EMPTY_BUFFER : whole.retainedDuplicate();
        if (WITH_BODY.contains(method) && (wanted || !method.equals(HttpMethod.DELETE))) {
            headers.setInt(HttpHeaderNames.CONTENT_LENGTH, content.readableBytes());
        }
        if (content.isReadable() && !headers.contains(HttpHeaderNames.CONTENT_TYPE)) {
            headers.set(HttpHeaderNames.CONTENT_TYPE, HttpHeaderValues.APPLICATION_OCTET_STREAM);
        }
        var _ =
                upstream.writeAndFlush(
                        new DefaultFullHttpRequest(
                                HttpVersion.HTTP_1_1,
                                method,
                                asked.uri(),
                                content,
                                headers,
                                EmptyHttpHeaders.INSTANCE),
                        upstream.voidPromise());
    }

    void release() {
        if (whole != null) {
            whole.release();
            whole = null;
        }
        early.forEach(HttpContent::release);
        early.clear();
    }
}
