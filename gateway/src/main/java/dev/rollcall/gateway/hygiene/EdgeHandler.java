package dev.rollcall.gateway.hygiene;

import dev.rollcall.contracts.id.RequestId;
import dev.rollcall.contracts.problem.ProblemCode;
import io.micronaut.http.exceptions.ContentLengthExceededException;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.netty.handler.timeout.IdleState;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The edge of one connection. Every request is judged as it came and gets its id before the
 * framework sees it; a refused one is answered after all earlier answers, and ends the connection.
 * So does, once the process is about to end, the answer to the last request that has come; and the
 * last one that fits, where more are sent ahead. Lives on the connection's event loop.
 */
final class EdgeHandler extends ChannelDuplexHandler {

    private static final int LINGER_MILLIS = 500;

    /**
     * Requests sent ahead that wait for their turn: some 1.5 kB of memory each, and no browser
     * sends any.
     */
    private static final int MOST_OPEN = 64;

    /** What an answer needs to know of its request. */
    private record Asked(RequestId id, @Nullable String origin) {}

    private final EdgeAnswers answers;
    private final EdgeRules rules;
    private final HeaderPace pace;

    /** Requests handed on whose answer is not complete. */
    private final Deque<Asked> open = new ArrayDeque<>(2);

    /** Of the request that is being read: what may come, and what has come. */
    private long largestBody;

    private long body;
    private @Nullable HttpObject ending;

    /** The body of the latest request has not ended. */
    private boolean reading;

    /** The answer on its way has said that it is the connection's last. */
    private boolean farewell;

    private boolean ended;

    EdgeHandler(EdgeAnswers answers, EdgeRules rules, HeaderPace pace) {
        this.answers = answers;
        this.rules = rules;
        this.pace = pace;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof LastHttpContent) {
            pace.bodyEnded();
            reading = false;
        }
        if (ending != null || ended) {
            ReferenceCountUtil.release(message);
        } else if (message instanceof HttpRequest && (farewell || open.size() == MOST_OPEN)) {
            ReferenceCountUtil.release(message);
            ended = true;
        } else if (message instanceof HttpRequest request) {
            read(context, request);
        } else if (message instanceof HttpObject part && part.decoderResult().isFailure()) {
            ReferenceCountUtil.release(message);
            breakOff(context, new BrokenBodyException(part.decoderResult().cause()));
        } else if (message instanceof HttpContent part && isTooMuch(part)) {
            ReferenceCountUtil.release(message);
            breakOff(context, new ContentLengthExceededException(largestBody, body));
        } else {
            context.fireChannelRead(message);
        }
    }

    /**
     * A request that has begun and does not come is answered; a silent connection is just closed.
     */
    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof IdleStateEvent idle && idle.state() != IdleState.ALL_IDLE) {
            return; // one direction rests while a long body goes the other way
        }
        if (event == HeaderPace.Slow.HEAD && ending == null && !ended) {
            ending =
                    refusal(
                            new HygieneVerdict.Refused(ProblemCode.REQUEST_TIMEOUT, "head_slow"),
                            new Asked(answers.requestId(null), null));
            end(context);
        } else if (event instanceof IdleStateEvent && reading && !ended && !open.isEmpty()) {
            breakOff(context, new SlowBodyException());
        } else {
            context.fireUserEventTriggered(event);
        }
    }

    /** Nothing more is read; whoever reads the body hears why, unless all is answered already. */
    private void breakOff(ChannelHandlerContext context, Throwable fault) {
        ended = true;
        if (open.isEmpty()) {
            end(context);
        } else {
            context.fireExceptionCaught(fault);
        }
    }

    private boolean isTooMuch(HttpContent part) {
        body += part.content().readableBytes();
        return body > largestBody;
    }

    private void read(ChannelHandlerContext context, HttpRequest request) {
        pace.headEnded();
        RequestId id = answers.requestId(request.headers().get(RequestId.HEADER));
        String origin = rules.origins().permitted(request.headers().get(HttpHeaderNames.ORIGIN));
        switch (judge(request)) {
            case HygieneVerdict.Clean clean -> {
                request.headers().set(RequestId.HEADER, id.value());
                open.add(new Asked(id, origin));
                reading = true;
                context.fireChannelRead(request);
            }
            case HygieneVerdict.Refused refused -> {
                ReferenceCountUtil.release(request);
                ending = refusal(refused, new Asked(id, origin));
                end(context);
            }
        }
    }

    private HygieneVerdict judge(HttpRequest request) {
        DecoderResult decoded = request.decoderResult();
        if (decoded.isFailure()) {
            return switch (decoded.cause()) {
                case TooLongHttpLineException line ->
                        new HygieneVerdict.Refused(ProblemCode.TARGET_TOO_LONG, "target_too_long");
                case TooLongHttpHeaderException headers ->
                        new HygieneVerdict.Refused(ProblemCode.HEADERS_TOO_LARGE, "headers");
                default -> new HygieneVerdict.Refused(ProblemCode.MALFORMED_REQUEST, "unparsable");
            };
        }
        HygieneVerdict verdict =
                RequestHygiene.judge(
                        request.method().name(),
                        request.uri(),
                        request.protocolVersion().text(),
                        request.headers().entries());
        return switch (verdict) {
            case HygieneVerdict.Refused refused -> refused;
            case HygieneVerdict.Clean clean -> judgeByRules(request);
        };
    }

    private HygieneVerdict judgeByRules(HttpRequest request) {
        if (!rules.hosts().isServed(request.headers().get(HttpHeaderNames.HOST))) {
            return new HygieneVerdict.Refused(ProblemCode.MISDIRECTED, "host_foreign");
        }
        body = 0;
        largestBody = rules.bodies().of(request);
        String length = request.headers().get(HttpHeaderNames.CONTENT_LENGTH);
        return length == null || Long.parseLong(length) <= largestBody
                ? HygieneVerdict.CLEAN
                : new HygieneVerdict.Refused(ProblemCode.BODY_TOO_LARGE, "body_too_large");
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise)
            throws Exception {
        boolean interim =
                message instanceof HttpResponse response
                        && response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
        if (message instanceof HttpResponse response && !interim && !open.isEmpty()) {
            seal(response, open.getFirst());
            if ((ended || rules.draining().isOn()) && open.size() == 1) {
                response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
            }
            farewell =
                    response.headers()
                            .contains(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE, true);
        }
        if (!(message instanceof LastHttpContent) || interim) {
            super.write(context, message, promise);
            return;
        }
        open.pollFirst();
        if (farewell && !ended) {
            ended = true;
            context.fireUserEventTriggered(Farewell.SAID);
        }
        if (ended && (farewell || open.isEmpty())) {
            ChannelPromise written = promise.unvoid();
            super.write(context, message, written);
            var _ = written.addListener(_ -> linger(context));
            context.flush();
        } else {
            super.write(context, message, promise);
            end(context);
        }
    }

    private void seal(HttpResponse response, Asked asked) {
        answers.seal(response, asked.id());
        rules.origins().seal(response.headers(), asked.origin());
    }

    private FullHttpResponse refusal(HygieneVerdict.Refused refused, Asked asked) {
        FullHttpResponse response = answers.refuse(refused, asked.id());
        seal(response, asked);
        return response;
    }

    private void end(ChannelHandlerContext context) {
        if (!open.isEmpty()) {
            return;
        }
        if (ending != null) {
            HttpObject answer = ending;
            ending = null;
            ended = true;
            var _ = context.writeAndFlush(answer).addListener(_ -> linger(context));
        } else if (ended) {
            linger(context);
        }
    }

    /** Closing with unread input would reset the connection before the client reads the answer. */
    private static void linger(ChannelHandlerContext context) {
        context.channel().config().setAutoRead(true);
        if (context.channel() instanceof DuplexChannel socket && socket.isActive()) {
            var _ = socket.shutdownOutput();
            var _ =
                    context.executor()
                            .schedule(() -> close(context), LINGER_MILLIS, TimeUnit.MILLISECONDS);
        } else {
            close(context);
        }
    }

    private static void close(ChannelHandlerContext context) {
        var _ = context.close();
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        ReferenceCountUtil.release(ending);
        ending = null;
    }
}
