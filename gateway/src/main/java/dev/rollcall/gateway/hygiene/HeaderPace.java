package dev.rollcall.gateway.hygiene;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Tells the edge of a request head that does not come in time, however busily it trickles, and
 * closes a connection on which none begins. Sits before the codec, sees bytes, and hears from the
 * edge where a head and a body ended. A head that comes in one piece costs no timer. Lives on the
 * connection's event loop.
 */
final class HeaderPace extends ChannelDuplexHandler {

    /** The event that the edge gets. */
    enum Slow {
        HEAD
    }

    private final Duration longest;

    private @Nullable Future<?> deadline;
    private boolean begun;

    /** Whether somebody wants to read: time in which nobody does is not the client's. */
    private boolean asked;

    private boolean inBody;

    HeaderPace(Duration longest) {
        this.longest = longest;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        start(context);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object bytes) {
        begun = true;
        context.fireChannelRead(bytes);
    }

    @Override
    public void read(ChannelHandlerContext context) {
        asked = true;
        context.read();
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        asked = false;
        if (begun && !inBody && deadline == null) {
            start(context);
        }
        context.fireChannelReadComplete();
    }

    void headEnded() {
        stop();
        begun = false;
        inBody = true;
    }

    void bodyEnded() {
        begun = false;
        inBody = false;
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        stop();
        context.fireChannelInactive();
    }

    private void start(ChannelHandlerContext context) {
        deadline =
                context.executor()
                        .schedule(() -> expire(context), longest.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void expire(ChannelHandlerContext context) {
        if (begun && !asked) {
            start(context);
        } else if (begun) {
            context.fireUserEventTriggered(Slow.HEAD);
        } else {
            var _ = context.close();
        }
    }

    private void stop() {
        Future<?> running = deadline;
        if (running != null) {
            running.cancel(false);
            deadline = null;
        }
    }
}
