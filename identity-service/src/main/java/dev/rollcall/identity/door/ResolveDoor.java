package dev.rollcall.identity.door;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import dev.rollcall.contracts.resolve.ResolveRequest;
import dev.rollcall.contracts.resolve.ResolveResponse;
import dev.rollcall.contracts.token.CallerTable;
import dev.rollcall.contracts.token.IdentityTokens;
import dev.rollcall.contracts.token.ServiceName;
import dev.rollcall.contracts.token.ServiceTokens;
import dev.rollcall.identity.sync.KnownUsers;
import io.micronaut.http.MediaType;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufOutputStream;
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
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The short way of the gateway's question on one connection: from the codec to the reader of known
 * users and back. It answers 200 or not at all: whatever is not a plain question by a caller who
 * may ask it about somebody whom nothing has changed goes on, as it came, to the framework, and is
 * judged and answered there. Answers keep the order of their requests: nothing is taken while the
 * framework owes one, and nothing is handed on while we do. Lives on the connection's event loop.
 */
final class ResolveDoor extends ChannelDuplexHandler {

    private static final int LARGEST_QUESTION = 8 * 1024;
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final String BEARER = "Bearer ";

    /** Those whom the table lets ask. */
    private static final Set<ServiceName> CALLERS =
            Arrays.stream(ServiceName.values())
                    .filter(ResolveDoor::mayAsk)
                    .collect(Collectors.toUnmodifiableSet());

    private final KnownUsers users;
    private final ServiceTokens.Verifier tokens;

    /** Answers that the framework owes. */
    private int owed;

    private @Nullable HttpRequest head;
    private ByteBuf body = Unpooled.EMPTY_BUFFER;

    /** Whether the question of this head is on its way. */
    private boolean asking;

    /** What came behind it, and whether a read ended meanwhile. */
    private final Queue<Object> behind = new ArrayDeque<>(2);

    private boolean readEnded;
    private @Nullable ChannelPromise closing;

    /** Whether the last answer has been given. */
    private boolean gone;

    ResolveDoor(KnownUsers users, ServiceTokens.Verifier tokens) {
        this.users = users;
        this.tokens = tokens;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (gone) {
            ReferenceCountUtil.release(message);
        } else if (asking) {
            behind.add(message);
        } else if (head != null && message instanceof HttpContent content) {
            collect(context, content);
        } else if (message instanceof HttpRequest request && isPlain(context, request)) {
            head = request;
            body = context.alloc().buffer(HttpUtil.getContentLength(request, 0));
        } else {
            handOn(context, message);
        }
    }

    /** Without more to read: what lies behind a question waits for its answer. */
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

    private boolean isPlain(ChannelHandlerContext context, HttpRequest request) {
        HttpHeaders headers = request.headers();
        return owed == 0
                && context.channel().isWritable() // else the framework waits until it is read
                && request.decoderResult().isSuccess()
                && request.method().equals(HttpMethod.POST)
                && request.uri().equals(CallerTable.RESOLVE)
                && request.protocolVersion().equals(HttpVersion.HTTP_1_1)
                && !headers.contains(HttpHeaderNames.TRANSFER_ENCODING)
                && !headers.contains(HttpHeaderNames.CONTENT_ENCODING)
                && !headers.contains(HttpHeaderNames.EXPECT)
                && !headers.contains(IdentityTokens.HEADER)
                && MediaType.APPLICATION_JSON.equals(headers.get(HttpHeaderNames.CONTENT_TYPE))
                && takesJson(headers.get(HttpHeaderNames.ACCEPT))
                && isShort(headers)
                && isByCaller(headers.get(HttpHeaderNames.AUTHORIZATION));
    }

    private static boolean takesJson(@Nullable String accepted) {
        return accepted == null
                || accepted.equals(MediaType.APPLICATION_JSON)
                || accepted.equals(MediaType.ALL);
    }

    private static boolean isShort(HttpHeaders headers) {
        String given = headers.get(HttpHeaderNames.CONTENT_LENGTH);
        try {
            int length = given == null ? 0 : Integer.parseInt(given);
            return length > 0 && length <= LARGEST_QUESTION;
        } catch (NumberFormatException nonsense) {
            return false;
        }
    }

    private static boolean mayAsk(ServiceName caller) {
        return CallerTable.decide(
                        ServiceName.IDENTITY.wire(),
                        HttpMethod.POST.name(),
                        CallerTable.RESOLVE,
                        caller,
                        false)
                == CallerTable.Verdict.ALLOWED;
    }

    private boolean isByCaller(@Nullable String authorization) {
        return authorization != null
                && authorization.startsWith(BEARER)
                && tokens.verify(authorization.substring(BEARER.length()))
                        .filter(CALLERS::contains)
                        .isPresent();
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
        Optional<ResolveRequest> question = whole ? ResolveWire.read(bytes) : Optional.empty();
        asking = true;
        boolean asked =
                question.isPresent()
                        && users.ask(question.get(), answer -> answered(context, answer));
        if (!asked) {
            goOn(context);
        }
    }

    /** On a reader's thread, where the answer is also put into bytes. */
    private void answered(ChannelHandlerContext context, Optional<ResolveResponse> answer) {
        ByteBuf json = answer.map(response -> json(context, response)).orElse(null);
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

    private static @Nullable ByteBuf json(ChannelHandlerContext context, ResolveResponse response) {
        ByteBuf json = null;
        try {
            json = context.alloc().buffer(1024);
            ResolveWire.write(response, new ByteBufOutputStream(json));
            return json;
        } catch (IOException | RuntimeException | OutOfMemoryError notInTheShortForm) {
            ReferenceCountUtil.release(json);
            return null;
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

    /** The question takes the long way, as it came. */
    private void goOn(ChannelHandlerContext context) {
        HttpRequest question = head;
        ByteBuf bytes = body;
        head = null;
        body = Unpooled.EMPTY_BUFFER;
        asking = false;
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
     * The framework closes what it takes for idle: not before our answer, and for a question that
     * is not whole only so long.
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
        head = null;
        asking = false;
        body.release();
        body = Unpooled.EMPTY_BUFFER;
    }
}
