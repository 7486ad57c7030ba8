package dev.rollcall.identity.door;

import dev.rollcall.contracts.token.ServiceTokens;
import dev.rollcall.identity.sync.KnownUsers;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.http.netty.channel.ChannelPipelineCustomizer;
import io.micronaut.http.server.netty.NettyServerCustomizer;
import io.netty.channel.Channel;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;

/** Puts a {@link ResolveDoor} between the codec and the framework on every connection. */
@Singleton
final class ResolveDoorCustomizer
        implements BeanCreatedEventListener<NettyServerCustomizer.Registry> {

    private final Provider<KnownUsers> users;
    private final Provider<ServiceTokens.Verifier> tokens;

    /** Providers, for a listener is made before anything else. */
    ResolveDoorCustomizer(Provider<KnownUsers> users, Provider<ServiceTokens.Verifier> tokens) {
        this.users = users;
        this.tokens = tokens;
    }

    @Override
    public NettyServerCustomizer.Registry onCreated(
            BeanCreatedEvent<NettyServerCustomizer.Registry> event) {
        NettyServerCustomizer.Registry registry = event.getBean();
        registry.register(new ForConnections(users, tokens));
        return registry;
    }

    private record ForConnections(
            Provider<KnownUsers> users, Provider<ServiceTokens.Verifier> tokens)
            implements NettyServerCustomizer {

        @Override
        public NettyServerCustomizer specializeForChannel(Channel channel, ChannelRole role) {
            return role == ChannelRole.LISTENER
                    ? this
                    : new ForConnection(channel, users.get(), tokens.get());
        }
    }

    private record ForConnection(Channel channel, KnownUsers users, ServiceTokens.Verifier tokens)
            implements NettyServerCustomizer {

        @Override
        public void onStreamPipelineBuilt() {
            channel.pipeline()
                    .addBefore(
                            ChannelPipelineCustomizer.HANDLER_MICRONAUT_INBOUND,
                            "rollcall-resolve",
                            new ResolveDoor(users, tokens));
        }
    }
}
