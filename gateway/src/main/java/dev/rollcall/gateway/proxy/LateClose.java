package dev.rollcall.gateway.proxy;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import org.jspecify.annotations.Nullable;

/**
 * A wish to close a connection in the middle of an answer, kept until that is out. Lives on the
 * connection's event loop.
 */
final class LateClose {

    private @Nullable ChannelPromise wanted;

    boolean isWanted() {
        return wanted != null;
    }

    /** Whoever wishes it again hears when it is done. */
    void want(ChannelHandlerContext context, ChannelPromise promise) {
        if (wanted == null) {
            wanted = promise;
        } else {
            toldAtTheEnd(context, promise);
        }
    }

    /**
     * Closes, if that is wanted, when all that was written is out.
     *
     * @param farewell the edge ends the connection in its own way
     */
    void carryOut(ChannelHandlerContext context, boolean farewell) {
        ChannelPromise promise = wanted;
        wanted = null;
        if (promise == null) {
            return;
        }
        if (farewell) {
            toldAtTheEnd(context, promise);
        } else {
            var _ =
                    context.writeAndFlush(Unpooled.EMPTY_BUFFER)
                            .addListener(_ -> close(context, promise));
        }
    }

    /** It is closed. */
    void done() {
        ChannelPromise promise = wanted;
        wanted = null;
        if (promise != null) {
            promise.trySuccess();
        }
    }

    private static void close(ChannelHandlerContext context, ChannelPromise promise) {
        var _ = context.close(promise);
    }

    private static void toldAtTheEnd(ChannelHandlerContext context, ChannelPromise promise) {
        var _ = context.channel().closeFuture().addListener(_ -> promise.trySuccess());
    }
}
