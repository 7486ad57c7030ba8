package dev.rollcall.webhook.receive;

import dev.rollcall.contracts.door.Door;
import dev.rollcall.contracts.door.DoorOnConnections;
import dev.rollcall.contracts.door.Doorkeeper;
import dev.rollcall.contracts.door.Errand;
import dev.rollcall.contracts.id.RequestId;
import dev.rollcall.contracts.token.CallerTable;
import dev.rollcall.contracts.token.ServiceName;
import dev.rollcall.contracts.token.ServiceTokens;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.http.server.netty.NettyServerCustomizer;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * Gives every connection a door for webhooks of the usual size: what is larger would keep the
 * connection's thread busy for too long.
 */
@Singleton
final class ReceiveDoorListener
        implements BeanCreatedEventListener<NettyServerCustomizer.Registry> {

    private final Provider<Reception> reception;
    private final Provider<BodyBudget> budget;
    private final Provider<ServiceTokens.Verifier> tokens;

    /** Providers, for a listener is made before anything else. */
    ReceiveDoorListener(
            Provider<Reception> reception,
            Provider<BodyBudget> budget,
            Provider<ServiceTokens.Verifier> tokens) {
        this.reception = reception;
        this.budget = budget;
        this.tokens = tokens;
    }

    @Override
    public NettyServerCustomizer.Registry onCreated(
            BeanCreatedEvent<NettyServerCustomizer.Registry> event) {
        NettyServerCustomizer.Registry registry = event.getBean();
        registry.register(new DoorOnConnections(this::door));
        return registry;
    }

    private Door door() {
        Doorkeeper keeper =
                new Doorkeeper(
                        ServiceName.WEBHOOK,
                        CallerTable.CLERK_WEBHOOK,
                        budget.get().largestSmallBody(),
                        tokens.get());
        return new Door(keeper, this::begin);
    }

    /**
     * Empty if there is no room, so that it is turned away on the long way, and without a request
     * id, which is made there.
     */
    private Optional<Errand> begin(Channel channel, HttpRequest head) {
        Reception desk = reception.get();
        return Optional.ofNullable(head.headers().get(RequestId.HEADER))
                .filter(RequestId::isValid)
                .map(RequestId::new)
                .flatMap(
                        id ->
                                budget.get()
                                        .claim(HttpUtil.getContentLength(head, -1L))
                                        .map(
                                                claim ->
                                                        new ReceiveErrand(
                                                                desk, claim, channel, head, id)));
    }
}
