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
    private final EdgeRules rules;

    EdgeCustomizer(EdgeAnswers answers, EdgeRules rules) {
        this.answers = answers;
        this.rules = rules;
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
                                : new Connection(channel, answers, rules);
                    }
                });
        return registry;
    }

    private record Connection(Channel channel, EdgeAnswers answers, EdgeRules rules)
            implements NettyServerCustomizer {

        @Override
        public void onStreamPipelineBuilt() {
            HeaderPace pace = new HeaderPace(rules.headerTime());
            channel.pipeline()
                    .addBefore(
                            ChannelPipelineCustomizer.HANDLER_HTTP_SERVER_CODEC,
                            "rollcall-pace",
                            pace)
                    .addBefore(
                            ChannelPipelineCustomizer.HANDLER_MICRONAUT_INBOUND,
                            "rollcall-edge",
                            new EdgeHandler(answers, rules, pace));
        }
    }
}
