package dev.rollcall.webhook.receive;

import dev.rollcall.contracts.door.DoorOnConnections;
import dev.rollcall.contracts.door.Doorkeeper;
import dev.rollcall.contracts.door.Doors;
import dev.rollcall.contracts.token.CallerTable;
import dev.rollcall.contracts.token.ServiceName;
import dev.rollcall.contracts.token.ServiceTokens;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.http.server.netty.NettyServerCustomizer;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;

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
        registry.register(new DoorOnConnections(this::doors));
        return registry;
    }

    private Doors doors() {
        BodyBudget room = budget.get();
        Doorkeeper keeper =
                new Doorkeeper(
                        ServiceName.WEBHOOK,
                        CallerTable.CLERK_WEBHOOK,
                        room.largestSmallBody(),
                        tokens.get());
        return new Doors(keeper, new ReceiveWay(reception.get(), room));
    }
}
