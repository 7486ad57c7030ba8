package dev.rollcall.gateway.hygiene;

import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.http.netty.channel.ChannelPipelineCustomizer;
import io.micronaut.http.server.netty.NettyServerCustomizer;
import io.netty.channel.Channel;
import jakarta.inject.Singleton;

/** Puts an {@link EdgeHandler} between the codec and the framework on every connection. */
@Singleton
final class EdgeCustomizer implements BeanCreatedEventListener<NettyServerCustomizer.Registry> {

    private final EdgeAnswers answers;

    EdgeCustomizer(EdgeAnswers answers) {
        this.answers = answers;
    }

    @Override
    public NettyServerCustomizer.Registry onCreated(
            BeanCreatedEvent<NettyServerCustomizer.Registry> event) {
        NettyServerCustomizer.Registry registry = event.getBean();
        registry.register(
                new NettyServerCustomizer() {
                    @Override
                    public NettyServerCustomizer specializeForChannel(
                            Channel channel, ChannelRole role) {
                        return role == ChannelRole.LISTENER
                                ? this
                                : new Connection(channel, answers);
                    }
                });
        return registry;
    }

    private record Connection(Channel channel, EdgeAnswers answers)
            implements NettyServerCustomizer {

        @Override
        public void onStreamPipelineBuilt() {
            channel.pipeline()
                    .addBefore(
                            ChannelPipelineCustomizer.HANDLER_MICRONAUT_INBOUND,
                            "rollcall-edge",
                            new EdgeHandler(answers));
        }
    }
}
