package dev.rollcall.gateway.proxy;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection to an upstream, for one exchange after the other. Back in its lane only once all
 * that came with an answer has been read, so that what an upstream says unasked meets nobody's
 * request. Lives on its event loop, which is its clients'.
 */
final class UpstreamConnection extends ChannelInboundHandlerAdapter {

    private static final Logger LOG = LoggerFactory.getLogger(UpstreamConnection.class);

    private final Channel channel;
    private final AnswerDecoder decoder;
    private final Lane lane;
    private final String upstream;

    private @Nullable Exchange exchange;
    private boolean used;
    private boolean returning;

    /** When it was last of use, in nanoseconds. */
    private long idleSince;

    UpstreamConnection(Channel channel, AnswerDecoder decoder, Lane lane, String upstream) {
        this.channel = channel;
        this.decoder = decoder;
        this.lane = lane;
        this.upstream = upstream;
    }

    Channel channel() {
        return channel;
    }

    /** Whether it has served an exchange before: then it may be closed at the other end by now. */
    boolean isUsed() {
        return used;
    }

    boolean isIdleFor(long nanos, long now) {
        return now - idleSince >= nanos;
    }

    void serve(Exchange next, HttpMethod method) {
        exchange = next;
        decoder.expect(method);
    }

    /** The exchange is over, and both its messages are complete. */
    void giveBack() {
        exchange = null;
        used = true;
        returning = true;
    }

    /** The exchange is over in the middle. */
    void abandon() {
        exchange = null;
        close();
    }

    void close() {
        var _ = channel.close();
    }

    /** Whether all that was written has gone out. */
    boolean isFlushed() {
        ChannelOutboundBuffer pending = channel.unsafe().outboundBuffer();
        return pending != null && pending.isEmpty();
    }

    /** Whether what comes is wanted now. */
    void setReading(boolean wanted) {
        channel.config().setAutoRead(wanted);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        Exchange asking = exchange;
        if (asking == null) { // nobody has asked for it
            ReferenceCountUtil.release(message);
            returning = false;
            close();
        } else if (message instanceof HttpObject part && part.decoderResult().isFailure()) {
            ReferenceCountUtil.release(message);
            asking.answeredNonsense();
        } else if (message instanceof HttpResponse head) {
            asking.answerBegins(head);
        } else if (message instanceof HttpContent part) {
            asking.answerGoesOn(part);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        Exchange asking = exchange;
        if (asking != null) {
            asking.flushAnswer();
        } else if (returning) {
            returning = false;
            idleSince = System.nanoTime();
            lane.keep(upstream, this);
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        Exchange asking = exchange;
        if (asking != null) {
            asking.upstreamTakesMore();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        returning = false;
        lane.forget(upstream, this);
        Exchange asking = exchange;
        if (asking != null) {
            exchange = null;
            asking.hungUp();
        }
    }

    /** First of all, for an answer without a length would seem to be whole when it closes. */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (!(cause instanceof IOException)) {
            LOG.error("event=proxy.fault upstream={} cause={}", upstream, FaultText.of(cause));
        }
        Exchange asking = exchange;
        exchange = null;
        close();
        if (asking != null) {
            asking.hungUp();
        }
    }
}
