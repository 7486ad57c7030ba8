package dev.rollcall.gateway.proxy;

import dev.rollcall.gateway.hygiene.CleanRequest;
import dev.rollcall.gateway.limit.Spent;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpVersion;
import org.jspecify.annotations.Nullable;

/**
 * An upstream's answer on its way out. Its head is kept back until it is seen how it goes on, so
 * that a short answer is one piece and has its length. Lives on the client's event loop.
 */
final class ClientAnswer {

    private final ChannelHandlerContext context;
    private final CleanRequest request;
    private final @Nullable Spent spent;

    /** Until it is out. */
    private @Nullable HttpResponse head;

    private boolean out;

    ClientAnswer(ChannelHandlerContext context, CleanRequest request, @Nullable Spent spent) {
        this.context = context;
        this.request = request;
        this.spent = spent;
    }

    void begin(HttpResponse answer) {
        head = answer;
    }

    /** Whether the client has got a part of it. */
    boolean isOut() {
        return out;
    }

    /** {@code last}: nothing more is read from the client. */
    void add(HttpContent part, boolean last) {
        release(last);
        var _ = context.write(part, context.voidPromise());
    }

    /** What has come of it so far goes now. */
    void flush(boolean last) {
        release(last);
        context.flush();
    }

    private void release(boolean last) {
        HttpResponse answer = head;
        if (answer != null) {
            head = null;
            out = true;
            var _ =
                    context.write(
                            new DefaultHttpResponse(
                                    HttpVersion.HTTP_1_1,
                                    answer.status(),
                                    headers(answer, -1, last)),
                            context.voidPromise());
        }
    }

    /** The last part; trailers stay here. */
    void end(HttpContent part, boolean last) {
        HttpResponse answer = head;
        head = null;
        out = true;
        var _ =
                context.writeAndFlush(
                        answer == null
                                ? new DefaultLastHttpContent(part.content())
                                : new DefaultFullHttpResponse(
                                        HttpVersion.HTTP_1_1,
                                        answer.status(),
                                        part.content(),
                                        headers(answer, part.content().readableBytes(), last),
                                        EmptyHttpHeaders.INSTANCE),
                        context.voidPromise());
    }

    private HttpHeaders headers(HttpResponse answer, int length, boolean last) {
        return AnswerHead.headers(answer, request, spent, length, last);
    }
}
