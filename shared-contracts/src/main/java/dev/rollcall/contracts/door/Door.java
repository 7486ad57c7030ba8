package dev.rollcall.contracts.door;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * A short way past the framework on one connection, from the codec and back. It answers 200 or not
 * at all: whatever the doorkeeper does not let in, and whatever the errand does not answer, goes
 * on, as it came, to the framework, and is judged and answered there. Answers keep the order of
 * their requests: nothing is taken while the framework owes one, and nothing is handed on while we
 * do. Lives on the connection's event loop.
 */
final class Door extends ChannelDuplexHandler {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Doorkeeper keeper;
    private final ShortWay way;

    /** Answers that the framework owes. */
    private int owed;

    private @Nullable HttpRequest head;
    private @Nullable Errand errand;
    private ByteBuf body = Unpooled.EMPTY_BUFFER;

    /** Whether the errand is on its way. */
    private boolean asking;

    /** What came behind it, and whether a read ended meanwhile. */
    private final Queue<Object> behind = new ArrayDeque<>(2);

    private boolean readEnded;
    private @Nullable ChannelPromise closing;

    /** Whether the last answer has been given. */
    private boolean gone;

    Door(Doorkeeper keeper, ShortWay way) {
        this.keeper = keeper;
        this.way = way;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (gone) {
            ReferenceCountUtil.release(message);
        } else if (asking) {
            behind.add(message);
        } else if (head != null && message instanceof HttpContent content) {
            collect(context, content);
        } else if (!(message instanceof HttpRequest request && isTaken(context, request))) {
            handOn(context, message);
        }
    }

    private boolean isTaken(ChannelHandlerContext context, HttpRequest request) {
        if (owed > 0
                || !context.channel().isWritable() // then the framework waits until it is read
                || !keeper.letsIn(request)) {
            return false;
        }
        Optional<Errand> begun = way.begin(context.channel(), request);
        if (begun.isEmpty()) {
            return false;
        }
        try {
            body = context.alloc().buffer(HttpUtil.getContentLength(request, 0));
        } catch (OutOfMemoryError full) {
            begun.get().end();
            throw full;
        }
        head = request;
        errand = begun.get();
        return true;
    }

    /** Without more to read: what lies behind a request waits for its answer. */
    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        if (asking && !behind.isEmpty()) {
            readEnded = true;
        } else {
            context.fireChannelReadComplete();
        }
    }

    private void handOn(ChannelHandlerContext context, Object message) {
        if (message instanceof HttpRequest) {
            owed++;
        }
        context.fireChannelRead(message);
    }

    private void collect(ChannelHandlerContext context, HttpContent content) {
        try {
            body.writeBytes(content.content());
        } finally {
            content.release();
        }
        if (content instanceof LastHttpContent last) {
            ask(context, last.decoderResult().isSuccess() && last.trailingHeaders().isEmpty());
        }
    }

    private void ask(ChannelHandlerContext context, boolean whole) {
        byte[] bytes = new byte[body.readableBytes()];
        body.getBytes(body.readerIndex(), bytes);
        asking = true;
        boolean asked = false;
        try {
            asked =
                    whole
                            && errand != null
                            && errand.run(bytes, context.alloc(), json -> answered(context, json));
        } finally { // also after a fault: the connection must not wait for an answer for ever
            if (!asked) {
                goOn(context);
            }
        }
    }

    /** On whatever thread has the answer. */
    private void answered(ChannelHandlerContext context, @Nullable ByteBuf json) {
        try {
            context.executor().execute(() -> deliver(context, json));
        } catch (RejectedExecutionException ended) {
            ReferenceCountUtil.release(json);
        }
    }

    private void deliver(ChannelHandlerContext context, @Nullable ByteBuf json) {
        if (head == null) { // the connection ended meanwhile
            ReferenceCountUtil.release(json);
        } else if (json == null) {
            goOn(context);
        } else {
            answer(context, json);
        }
    }

    private void answer(ChannelHandlerContext context, ByteBuf json) {
        DefaultFullHttpResponse response =
                new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK, json);
        response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, HttpHeaderValues.APPLICATION_JSON)
                .setInt(HttpHeaderNames.CONTENT_LENGTH, json.readableBytes());
        ChannelPromise promise = closing;
        boolean last =
                (promise != null && behind.isEmpty())
                        || (head != null && !HttpUtil.isKeepAlive(head));
        if (last) {
            response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        }
        ChannelFuture written = context.writeAndFlush(response);
        forget();
        if (last) {
            gone = true;
            ChannelPromise closed = promise == null ? context.newPromise() : promise;
            written.addListener(ended -> super.close(context, closed));
        } else {
            resume(context);
        }
    }

    /** The request takes the long way, as it came. */
    private void goOn(ChannelHandlerContext context) {
        HttpRequest question = head;
        ByteBuf bytes = body;
        body = Unpooled.EMPTY_BUFFER;
        forget();
        leaveClosing(context);
        if (question != null) {
            handOn(context, question);
            context.fireChannelRead(new DefaultLastHttpContent(bytes));
            context.fireChannelReadComplete();
        }
        resume(context);
    }

    private void resume(ChannelHandlerContext context) {
        while (!asking && !behind.isEmpty()) {
            channelRead(context, behind.remove());
        }
        if (head == null) { // what came behind is the framework's, which closes after it
            leaveClosing(context);
        }
        if (readEnded && behind.isEmpty()) {
            readEnded = false;
            context.fireChannelReadComplete();
        }
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise)
            throws Exception {
        boolean informs =
                message instanceof HttpResponse response
                        && response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
        if (message instanceof LastHttpContent && !informs) {
            owed--;
        }
        super.write(context, message, promise);
    }

    /**
     * The framework closes what it takes for idle: not before our answer, and for a request that is
     * not whole only so long.
     */
    @Override
    public void close(ChannelHandlerContext context, ChannelPromise promise) throws Exception {
        if (head == null) {
            super.close(context, promise);
            return;
        }
        leaveClosing(context);
        closing = promise;
        context.executor()
                .schedule(() -> giveUp(context, promise), PATIENCE.toMillis(), MILLISECONDS)
                .addListener(given -> {});
    }

    private void giveUp(ChannelHandlerContext context, ChannelPromise promise) {
        if (promise.equals(closing) && !asking) {
            gone = true;
            forget();
            leaveClosing(context);
            context.channel().close().addListener(closed -> {});
        }
    }

    /** Somebody else closes, and whoever asked for it hears when it is done. */
    private void leaveClosing(ChannelHandlerContext context) {
        ChannelPromise promise = closing;
        closing = null;
        if (promise != null) {
            context.channel().closeFuture().addListener(closed -> promise.trySuccess());
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        forget();
        leaveClosing(context);
        context.fireChannelInactive();
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        forget();
        behind.forEach(ReferenceCountUtil::release);
        behind.clear();
    }

    private void forget() {
        Errand over = errand;
        head = null;
        errand = null;
        asking = false;
        body.release();
        body = Unpooled.EMPTY_BUFFER;
        if (over != null) {
            over.end();
        }
    }
}
