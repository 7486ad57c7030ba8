package dev.rollcall.webhook.receive;

import dev.rollcall.contracts.door.Errand;
import dev.rollcall.contracts.door.ShortWay;
import dev.rollcall.contracts.id.RequestId;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import java.util.Optional;

/**
 * Finds a webhook room for its body. The long way takes it if there is none, so that it is turned
 * away there, and if it has no request id, which is made there. Thread-safe.
 */
final class ReceiveWay implements ShortWay {

    private final Reception reception;
    private final BodyBudget budget;

    ReceiveWay(Reception reception, BodyBudget budget) {
        this.reception = reception;
        this.budget = budget;
    }

    @Override
    public Optional<Errand> begin(Channel channel, HttpRequest head) {
        return requestId(head).flatMap(id -> begin(channel, head, id));
    }

    private Optional<Errand> begin(Channel channel, HttpRequest head, RequestId id) {
        return budget.claim(HttpUtil.getContentLength(head, -1L))
                .map(claim -> new ReceiveErrand(reception, claim, channel, head, id));
    }

    private static Optional<RequestId> requestId(HttpRequest head) {
        return Optional.ofNullable(head.headers().get(RequestId.HEADER))
                .filter(RequestId::isValid)
                .map(RequestId::new);
    }
}
