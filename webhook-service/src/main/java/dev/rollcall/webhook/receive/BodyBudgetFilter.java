package dev.rollcall.webhook.receive;

import dev.rollcall.contracts.problem.ProblemException;
import dev.rollcall.contracts.token.CallerTable;
import io.micronaut.core.annotation.Order;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.server.netty.NettyHttpRequest;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks for room before a webhook's body is read, and gives it back with the answer, or when the
 * connection ends without one. Whoever finds none is told to come back, as Clerk's sender does.
 * What the door has taken and could not keep is told so here, before the framework tries it again.
 */
@ServerFilter(CallerTable.CLERK_WEBHOOK)
@Order(Ordered.HIGHEST_PRECEDENCE)
final class BodyBudgetFilter {

    private static final Logger LOG = LoggerFactory.getLogger(BodyBudgetFilter.class);
    private static final String CLAIM = BodyBudgetFilter.class.getName();
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private final BodyBudget budget;
    private final ReceiveMetrics metrics;

    BodyBudgetFilter(BodyBudget budget, ReceiveMetrics metrics) {
        this.budget = budget;
        this.metrics = metrics;
    }

    @RequestFilter
    void claim(HttpRequest<?> request) {
        channelOf(request)
                .flatMap(DoorFault::take)
                .ifPresent(
                        fault -> {
                            throw fault;
                        });
        BodyBudget.Claim claim =
                budget.claim(request.getContentLength())
                        .orElseThrow(
                                () -> {
                                    LOG.warn("event=webhook.shed");
                                    metrics.refused("shed");
                                    return ProblemException.unavailable(
                                            "Too much arrives at once.", RETRY_AFTER, null);
                                });
        request.setAttribute(CLAIM, claim);
        closeOf(request).ifPresent(close -> close.addListener(claim));
    }

    @ResponseFilter
    void release(HttpRequest<?> request, HttpResponse<?> response) {
        if (response.code() == HttpStatus.REQUEST_ENTITY_TOO_LARGE.getCode()) {
            metrics.refused("too_large");
        }
        request.getAttribute(CLAIM, BodyBudget.Claim.class)
                .ifPresent(
                        claim -> {
                            claim.release();
                            closeOf(request).ifPresent(close -> close.removeListener(claim));
                        });
    }

    private static Optional<ChannelFuture> closeOf(HttpRequest<?> request) {
        return channelOf(request).map(Channel::closeFuture);
    }

    private static Optional<Channel> channelOf(HttpRequest<?> request) {
        return request instanceof NettyHttpRequest<?> onChannel
                ? Optional.of(onChannel.getChannelHandlerContext().channel())
                : Optional.empty();
    }
}
