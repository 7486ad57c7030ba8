package dev.rollcall.gateway.proxy;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpServerCodec;
import java.nio.charset.StandardCharsets;

/**
 * Tells a client that waits with its body to go on (RFC 9110 §10.1.1). Written past the codec's
 * encoder, which would take it for the answer to the oldest request, and that one's for the next's.
 */
final class InterimAnswer {

    private static final byte[] GO_ON =
            "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private InterimAnswer() {}

    static void write(ChannelHandlerContext context, ChannelPromise promise) {
        var _ =
                context.pipeline()
                        .context(HttpServerCodec.class)
                        .writeAndFlush(Unpooled.wrappedBuffer(GO_ON), promise);
    }
}
