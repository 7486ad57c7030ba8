package dev.rollcall.identity.door;

import dev.rollcall.contracts.door.DoorOnConnections;
import dev.rollcall.contracts.door.Doorkeeper;
import dev.rollcall.contracts.door.Doors;
import dev.rollcall.contracts.door.Errand;
import dev.rollcall.contracts.token.CallerTable;
import dev.rollcall.contracts.token.ServiceName;
import dev.rollcall.contracts.token.ServiceTokens;
import dev.rollcall.identity.sync.KnownUsers;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.http.server.netty.NettyServerCustomizer;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Gives every connection a door for the gateway's question. */
@Singleton
final class ResolveDoorListener
        implements BeanCreatedEventListener<NettyServerCustomizer.Registry> {

    private static final int LARGEST_QUESTION = 8 * 1024;

    private final Provider<KnownUsers> users;
    private final Provider<ServiceTokens.Verifier> tokens;

    /** Providers, for a listener is made before anything else. */
    ResolveDoorListener(Provider<KnownUsers> users, Provider<ServiceTokens.Verifier> tokens) {
        this.users = users;
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
        Doorkeeper keeper =
                new Doorkeeper(
                        ServiceName.IDENTITY, CallerTable.RESOLVE, LARGEST_QUESTION, tokens.get());
        Errand errand = new ResolveErrand(users.get());
        return new Doors(keeper, (channel, head) -> Optional.of(errand));
    }
}
