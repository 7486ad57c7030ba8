package dev.rollcall.gateway.proxy;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseDecoder;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.List;

/**
 * Reads one answer for each request. A byte more than that, or before a request, ends the
 * connection: kept, it would be the beginning of the next client's answer. Lives on the
 * connection's event loop.
 */
final class AnswerDecoder extends HttpResponseDecoder {

    private boolean expecting;
    private boolean toHead;
    private boolean interim;

    AnswerDecoder(HttpDecoderConfig limits) {
        super(limits);
    }

    /** A request is about to go out. */
    void expect(HttpMethod method) {
        expecting = true;
        toHead = method.equals(HttpMethod.HEAD);
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf buffer, List<Object> out)
            throws Exception {
        if (!expecting) {
            buffer.skipBytes(buffer.readableBytes());
            var _ = context.close();
            return;
        }
        int before = out.size();
        super.decode(context, buffer, out);
        for (int i = before; i < out.size(); i++) {
            Object part = out.get(i);
            if (part instanceof HttpResponse head) {
                interim = AnswerHead.isInterim(head);
            }
            if (part instanceof LastHttpContent && !interim) {
                expecting = false;
            }
        }
    }

    @Override
    protected boolean isContentAlwaysEmpty(HttpMessage message) {
        boolean ending = message instanceof HttpResponse answer && !AnswerHead.isInterim(answer);
        return (toHead && ending) || super.isContentAlwaysEmpty(message);
    }
}
