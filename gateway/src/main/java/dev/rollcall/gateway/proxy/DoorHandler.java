package dev.rollcall.gateway.proxy;

import dev.rollcall.contracts.problem.ProblemCode;
import dev.rollcall.gateway.access.Entrance;
import dev.rollcall.gateway.access.RuledRequest;
import dev.rollcall.gateway.access.Ruling;
import dev.rollcall.gateway.hygiene.BrokenBodyException;
import dev.rollcall.gateway.hygiene.CleanRequest;
import dev.rollcall.gateway.hygiene.Farewell;
import dev.rollcall.gateway.hygiene.SlowBodyException;
import io.micronaut.http.exceptions.ContentLengthExceededException;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The requests of one connection, each in its turn: it is ruled about what becomes of one, then it
 * goes to its upstream from here, or with the ruling to the framework; the next is looked at when
 * its answer is out. What comes meanwhile waits, and once something waits no more is read. Lives on
 * the connection's event loop.
 */
final class DoorHandler extends ChannelDuplexHandler {

    private static final Logger LOG = LoggerFactory.getLogger(DoorHandler.class);

    private enum Turn {
        NOBODY,
        /** Of a request that is being decided about. */
        DECIDED,
        PASSED_ON,
        FRAMEWORK
    }

    private final Entrance entrance;
    private final Forwarding forwarding;
    private final Lane lane;

    private Turn turn = Turn.NOBODY;
    private @Nullable Exchange exchange;

    /** Of the request whose turn it is: whether more of it is to come, and of its answer. */
    private boolean bodyOpen;

    private boolean answerOpen;

    /** Messages, and faults of the body, whose turn has not come. */
    private final Deque<Object> behind = new ArrayDeque<>(2);

    private boolean readHeld;
    private final LateClose closing = new LateClose();
    private boolean farewell;
    private boolean gone;

    DoorHandler(Entrance entrance, Forwarding forwarding, Lane lane) {
        this.entrance = entrance;
        this.forwarding = forwarding;
        this.lane = lane;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (!behind.isEmpty() || !take(context, message)) {
            behind.add(message);
        }
    }

    /** False: its turn has not come. */
    private boolean take(ChannelHandlerContext context, Object message) {
        if (turn == Turn.NOBODY && message instanceof HttpRequest head && !farewell) {
            begin(context, head);
            return true;
        }
        if (turn == Turn.DECIDED || (message instanceof HttpRequest && turn != Turn.NOBODY)) {
            return false;
        }
        if (message instanceof Throwable fault) {
            bodyBroke(context, fault);
        } else if (message instanceof HttpContent part) {
            goOn(context, part);
        } else {
            ReferenceCountUtil.release(message);
        }
        return true;
    }

    private void begin(ChannelHandlerContext context, HttpRequest head) {
        CleanRequest request =
                new CleanRequest(head, (InetSocketAddress) context.channel().remoteAddress());
        turn = Turn.DECIDED;
        bodyOpen = true;
        answerOpen = true;
        CompletableFuture<Ruling> ruling = rule(request);
        if (ruling.isDone()) {
            ruled(context, request, ruling);
        } else {
            var _ = ruling.whenComplete((_, _) -> ruledElsewhere(context, request, ruling));
        }
    }

    private CompletableFuture<Ruling> rule(CleanRequest request) {
        try {
            return entrance.rule(request).toCompletableFuture();
        } catch (RuntimeException | Error fault) { // whatever it is, somebody waits for an answer
            return CompletableFuture.failedFuture(fault);
        }
    }

    private void ruledElsewhere(
            ChannelHandlerContext context, CleanRequest request, CompletableFuture<Ruling> ruling) {
        try {
            context.executor()
                    .execute(
                            () -> {
                                if (!gone) {
                                    ruled(context, request, ruling);
                                    drain(context);
                                    channelReadComplete(context);
                                }
                            });
        } catch (RejectedExecutionException ending) {
            LOG.debug("event=door.ended request_id={}", request.id());
        }
    }

    private void ruled(
            ChannelHandlerContext context, CleanRequest request, CompletableFuture<Ruling> ruling) {
        if (ruling.isCompletedExceptionally()) {
            LOG.error(
                    "event=door.failed request_id={} cause={}",
                    request.id(),
                    FaultText.of(ruling.exceptionNow()));
            turn = Turn.PASSED_ON;
            var _ =
                    context.writeAndFlush(
                            forwarding.problems().of(ProblemCode.INTERNAL, request.id(), true),
                            context.voidPromise());
            answered(context);
        } else if (ruling.resultNow() instanceof Ruling.Forwarded forwarded) {
            turn = Turn.PASSED_ON;
            Exchange begun =
                    new Exchange(forwarding, request, forwarded, context, lane, client(context));
            exchange = begun;
            begun.begin();
        } else {
            turn = Turn.FRAMEWORK;
            context.fireChannelRead(new RuledRequest(request, ruling.resultNow()));
        }
    }

    private Exchange.Client client(ChannelHandlerContext context) {
        return new Exchange.Client() {
            @Override
            public void answered() {
                DoorHandler.this.answered(context);
            }

            @Override
            public void asksForBody() {
                InterimAnswer.write(context, context.newPromise());
            }

            @Override
            public void takesMore() {
                resume(context);
            }
        };
    }

    private void goOn(ChannelHandlerContext context, HttpContent part) {
        boolean last = part instanceof LastHttpContent;
        Exchange passing = exchange;
        if (turn == Turn.FRAMEWORK) {
            context.fireChannelRead(part);
        } else if (passing == null) {
            part.release();
        } else {
            passing.bodyGoesOn(part);
        }
        if (last) {
            bodyOpen = false;
            endTurn(context);
        }
    }

    private void bodyBroke(ChannelHandlerContext context, Throwable fault) {
        Exchange passing = exchange;
        if (turn == Turn.FRAMEWORK && answerOpen) {
            context.fireExceptionCaught(fault);
        } else if (passing == null) {
            LOG.debug("event=door.late_fault cause={}", FaultText.of(fault)); // all is answered
        } else if (fault instanceof ContentLengthExceededException) {
            passing.bodyBroke(ProblemCode.BODY_TOO_LARGE);
        } else if (fault instanceof BrokenBodyException) {
            passing.bodyBroke(ProblemCode.MALFORMED_REQUEST);
        } else if (fault instanceof SlowBodyException) {
            passing.idle();
        } else {
            LOG.error("event=door.failed cause={}", FaultText.of(fault));
            close(context);
        }
    }

    private void answered(ChannelHandlerContext context) {
        answerOpen = false;
        endTurn(context);
    }

    /** Whoever is next comes a moment later: an answer is written by code that is not done. */
    private void endTurn(ChannelHandlerContext context) {
        if (bodyOpen || answerOpen) {
            return;
        }
        turn = Turn.NOBODY;
        exchange = null;
        if (!behind.isEmpty() || closing.isWanted()) {
            context.executor().execute(() -> next(context));
        }
    }

    private void next(ChannelHandlerContext context) {
        drain(context);
        channelReadComplete(context);
        if (turn == Turn.NOBODY) {
            closing.carryOut(context, farewell);
        }
    }

    private void drain(ChannelHandlerContext context) {
        while (!behind.isEmpty() && !gone) {
            Object next = behind.remove();
            if (!take(context, next)) {
                behind.addFirst(next);
                return;
            }
        }
        resume(context);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        Exchange passing = exchange;
        if (passing != null) {
            passing.flushRequest();
        }
        context.fireChannelReadComplete();
    }

    @Override
    public void read(ChannelHandlerContext context) {
        if (isHolding()) {
            readHeld = true;
        } else {
            context.read();
        }
    }

    private boolean isHolding() {
        Exchange passing = exchange;
        return !behind.isEmpty() || (passing != null && passing.isFull());
    }

    private void resume(ChannelHandlerContext context) {
        if (readHeld && !isHolding()) {
            readHeld = false;
            context.read();
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        Exchange passing = exchange;
        if (passing != null) {
            passing.clientTakesMore();
        }
        context.fireChannelWritabilityChanged();
    }

    /** What the framework answers. */
    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise)
            throws Exception {
        if (message instanceof HttpResponse response
                && response.status().equals(HttpResponseStatus.CONTINUE)) {
            ReferenceCountUtil.release(message);
            InterimAnswer.write(context, promise);
            return;
        }
        boolean interim =
                message instanceof HttpResponse response
                        && response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
        super.write(context, message, promise);
        if (message instanceof LastHttpContent && !interim) {
            answered(context);
        }
    }

    /** The framework closes what it takes for idle: not in the middle of what it does not see. */
    @Override
    public void close(ChannelHandlerContext context, ChannelPromise promise) throws Exception {
        if (turn != Turn.DECIDED && turn != Turn.PASSED_ON) {
            super.close(context, promise);
        } else {
            closing.want(context, promise);
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        Exchange passing = exchange;
        if (event == Farewell.SAID) {
            farewell = true;
            forgetBehind();
        } else if (!(event instanceof IdleStateEvent idle)
                || turn == Turn.FRAMEWORK
                || turn == Turn.NOBODY) {
            context.fireUserEventTriggered(event);
        } else if (passing != null) {
            passing.idle();
        } else if (turn == Turn.PASSED_ON || !idle.isFirst()) {
            close(context);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (cause instanceof IOException && turn == Turn.FRAMEWORK) {
            context.fireExceptionCaught(cause);
        } else if (cause instanceof IOException) {
            close(context);
        } else if (!behind.isEmpty() || !take(context, cause)) {
            behind.add(cause);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        leave();
        closing.done();
        context.fireChannelInactive();
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        leave();
    }

    private void leave() {
        gone = true;
        Exchange passing = exchange;
        exchange = null;
        if (passing != null) {
            passing.clientGone();
        }
        forgetBehind();
    }

    private void forgetBehind() {
        behind.forEach(ReferenceCountUtil::release);
        behind.clear();
    }

    private static void close(ChannelHandlerContext context) {
        var _ = context.close();
    }
}
