package dev.rollcall.gateway.proxy;

import dev.rollcall.contracts.problem.ProblemCode;
import dev.rollcall.gateway.access.Ruling;
import dev.rollcall.gateway.hygiene.CleanRequest;
import dev.rollcall.gateway.limit.AddressKey;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One request passed to its upstream, and the answer back. What one side does not take is not read
 * from the other. Whatever goes wrong before the answer's head is out, the client hears as a
 * problem; after it both connections end, so that nobody takes half an answer for a whole one.
 * Lives on the client's event loop.
 */
final class Exchange {

    private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);
    private static final int MOST_INTERIM = 100;

    /** So long may a client not take what has been written to it. */
    private static final long LONGEST_UNREAD_NANOS = TimeUnit.SECONDS.toNanos(30);

    /** Whoever brought the request. */
    interface Client {

        /** The answer is out; what still comes of the request is not wanted. */
        void answered();

        /** The client should go on and send the body. */
        void asksForBody();

        /** More of the request's body can be taken. */
        void takesMore();
    }

    private enum Stage {
        /** The request's body comes in first. */
        COLLECTING,
        CONNECTING,
        WAITING,
        ANSWERING,
        OVER
    }

    private final Forwarding forwarding;
    private final CleanRequest request;
    private final Ruling.Forwarded ruling;
    private final OutboundBody body;
    private final ClientAnswer answer;
    private final ChannelHandlerContext context;
    private final Lane lane;
    private final Client client;

    private Stage stage = Stage.COLLECTING;
    private long since;
    private long deadline;
    private boolean counted;
    private int budgeted;

    /** Whose share of the budget that is; null as long as nothing has been taken. */
    private @Nullable String sender;

    private boolean repeated;
    private @Nullable UpstreamConnection connection;

    private boolean reusable;
    private boolean skipping;
    private int interims;

    Exchange(
            Forwarding forwarding,
            CleanRequest request,
            Ruling.Forwarded ruling,
            ChannelHandlerContext context,
            Lane lane,
            Client client) {
        this.forwarding = forwarding;
        this.request = request;
        this.ruling = ruling;
        this.body = new OutboundBody(request.head(), ruling.route().terms().isStreamed());
        this.answer = new ClientAnswer(context, request, ruling.spent());
        this.context = context;
        this.lane = lane;
        this.client = client;
    }

    void begin() {
        if (body.isAwaited() && HttpUtil.is100ContinueExpected(request.head())) {
            client.asksForBody();
        }
        if (body.isCollected()) {
            within(OutboundBody.LONGEST_NANOS);
        } else {
            connect();
        }
    }

    /** A part of the request's body, which is now ours. */
    void bodyGoesOn(HttpContent part) {
        if (stage == Stage.OVER) {
            part.release();
            return;
        }
        if (body.isCollected() && !take(part.content().readableBytes())) {
            part.release();
            fail(ProblemCode.UNAVAILABLE, "overloaded");
            return;
        }
        body.add(part, connection == null ? null : connection.channel());
        if (stage == Stage.COLLECTING && body.isEnded()) {
            connect();
        }
    }

    private boolean take(int bytes) {
        if (bytes == 0) {
            return true;
        }
        if (sender == null) {
            sender = AddressKey.of(forwarding.addresses().of(request));
        }
        boolean taken = forwarding.budget().take(sender, bytes);
        budgeted += taken ? bytes : 0;
        return taken;
    }

    /** Whether no more of the request's body should be read now. */
    boolean isFull() {
        return stage != Stage.OVER && body.isFull(connection == null ? null : connection.channel());
    }

    /** The client's body broke off. */
    void bodyBroke(ProblemCode code) {
        if (stage == Stage.ANSWERING) {
            breakOff();
        } else if (stage != Stage.OVER) {
            fail(code, code.wire());
        }
    }

    private void connect() {
        String upstream = ruling.upstream().name();
        if (!forwarding.load().enter(upstream, ruling.route().isEvidenced())) {
            fail(ProblemCode.UNAVAILABLE, "overloaded");
            return;
        }
        counted = true;
        stage = Stage.CONNECTING;
        within(ruling.route().terms().timeout().toNanos());
        UpstreamConnection idle = lane.idle(upstream);
        if (idle == null) {
            open();
        } else {
            connected(idle);
        }
    }

    private void open() {
        lane.open(ruling.upstream().name(), context.channel().getClass(), this::opened);
    }

    private void opened(@Nullable UpstreamConnection fresh) {
        if (stage != Stage.CONNECTING) {
            if (fresh != null) {
                fresh.close();
            }
        } else if (fresh == null) {
            fail(ProblemCode.UNAVAILABLE, "unreachable");
        } else {
            connected(fresh);
            client.takesMore();
        }
    }

    private void connected(UpstreamConnection ready) {
        stage = Stage.WAITING;
        connection = ready;
        ready.serve(this, request.head().method());
        body.send(request.head(), forwarding.headers().of(request, ruling), ready.channel());
    }

    /** What has been put on its way to the upstream goes now. */
    void flushRequest() {
        if (connection != null && body.isPassedOn()) {
            connection.channel().flush();
        }
    }

    void upstreamTakesMore() {
        client.takesMore();
    }

    void clientTakesMore() {
        if (connection != null && stage == Stage.ANSWERING && context.channel().isWritable()) {
            lane.unwatch(this);
            connection.setReading(true);
        }
    }

    void answerBegins(HttpResponse head) {
        if (AnswerHead.isInterim(head) && ++interims <= MOST_INTERIM) {
            skipping = true;
        } else if (AnswerHead.isNonsense(head) || stage != Stage.WAITING) {
            answeredNonsense();
        } else {
            stage = Stage.ANSWERING;
            lane.unwatch(this);
            leave();
            forwarding.metrics().answered(ruling.upstream().name(), System.nanoTime() - since);
            answer.begin(head);
            reusable = HttpUtil.isKeepAlive(head);
        }
    }

    void answerGoesOn(HttpContent part) {
        boolean last = part instanceof LastHttpContent;
        if (skipping) {
            part.release();
            skipping = !last;
        } else if (stage != Stage.ANSWERING) {
            part.release();
            answeredNonsense();
        } else if (last) {
            finish(part);
        } else {
            answer.add(part, isLast());
            if (!context.channel().isWritable() && connection != null) {
                connection.setReading(false);
                within(LONGEST_UNREAD_NANOS);
            }
        }
    }

    /** What has come of the answer so far goes to the client now. */
    void flushAnswer() {
        if (stage == Stage.ANSWERING) {
            answer.flush(isLast());
        }
    }

    private void finish(HttpContent part) {
        answer.end(part, isLast());
        UpstreamConnection done = connection;
        connection = null;
        if (done != null && reusable && body.isSent() && done.isFlushed()) {
            done.setReading(true);
            done.giveBack();
        } else if (done != null) {
            done.abandon();
        }
        end();
        client.answered();
    }

    /** What came is no answer. */
    void answeredNonsense() {
        if (answer.isOut()) {
            breakOff();
        } else {
            fail(ProblemCode.UPSTREAM_FAILED, ProblemCode.UPSTREAM_FAILED.wire());
        }
    }

    /** The upstream is gone; an idle connection may have been closed while the request came. */
    void hungUp() {
        boolean stale = connection != null && connection.isUsed() && interims == 0;
        connection = null;
        if (answer.isOut()) {
            breakOff();
        } else if (stage == Stage.WAITING && stale && !repeated && body.isRepeatable()) {
            repeated = true;
            stage = Stage.CONNECTING;
            open();
        } else if (stage != Stage.OVER) {
            fail(ProblemCode.UNAVAILABLE, "hung_up");
        }
    }

    /** Nothing has moved on the client's connection for long. */
    void idle() {
        switch (stage) {
            case COLLECTING -> fail(ProblemCode.REQUEST_TIMEOUT, "body_slow");
            case CONNECTING, WAITING -> {
                if (isFull()) {
                    fail(ProblemCode.UNAVAILABLE, "upload_stalled");
                } else if (!body.isEnded()) {
                    fail(ProblemCode.REQUEST_TIMEOUT, "body_slow");
                }
            }
            case ANSWERING -> breakOff();
            case OVER -> close();
        }
    }

    void tick(long now) {
        if (now - deadline >= 0) {
            switch (stage) {
                case COLLECTING -> fail(ProblemCode.REQUEST_TIMEOUT, "body_slow");
                case CONNECTING, WAITING -> fail(ProblemCode.UNAVAILABLE, "timeout");
                case ANSWERING -> breakOff();
                case OVER -> lane.unwatch(this);
            }
        }
    }

    void clientGone() {
        if (stage != Stage.OVER) {
            drop();
            end();
        }
    }

    private void fail(ProblemCode code, String reason) {
        failed(reason);
        forwarding.denials().failed(request, ruling, code, reason);
        drop();
        boolean last = isLast() || !HttpUtil.isKeepAlive(request.head());
        var problem = forwarding.problems().of(code, request.id(), last);
        if (ruling.spent() != null) {
            ruling.spent().write(problem.headers()::set);
        }
        var _ = context.writeAndFlush(problem, context.voidPromise());
        end();
        client.answered();
    }

    /**
     * Whether the connection ends with the answer, for too much of the request is still to come.
     */
    private boolean isLast() {
        return !body.isHarmless();
    }

    private void breakOff() {
        failed("broken_off");
        drop();
        end();
        if (request.head().protocolVersion().equals(HttpVersion.HTTP_1_0)) {
            // to whom the end of the connection may be the end of the answer
            context.channel().config().setOption(ChannelOption.SO_LINGER, 0);
        }
        close();
    }

    private void failed(String reason) {
        String upstream = ruling.upstream().name();
        forwarding.metrics().failed(upstream, reason);
        LOG.warn(
                "event=proxy.failed upstream={} code={} request_id={}",
                upstream,
                reason,
                request.id());
    }

    private void close() {
        var _ = context.close();
    }

    private void drop() {
        UpstreamConnection broken = connection;
        connection = null;
        if (broken != null) {
            broken.abandon();
        }
    }

    private void end() {
        stage = Stage.OVER;
        lane.unwatch(this);
        leave();
        body.release();
        if (sender != null && budgeted > 0) {
            forwarding.budget().giveBack(sender, budgeted);
            budgeted = 0;
        }
    }

    private void leave() {
        if (counted) {
            counted = false;
            forwarding.load().leave(ruling.upstream().name());
        }
    }

    private void within(long nanos) {
        since = System.nanoTime();
        deadline = since + nanos;
        lane.watch(this);
    }
}
