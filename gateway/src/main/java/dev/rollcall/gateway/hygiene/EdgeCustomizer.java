package dev.rollcall.gateway.hygiene;

import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.http.netty.channel.ChannelPipelineCustomizer;
import io.micronaut.http.server.netty.NettyServerCustomizer;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelPipeline;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;

/**
 * Puts an {@link EdgeHandler} behind the codec of every connection, and what comes behind the edge
 * between it and the framework.
 */
@Singleton
final class EdgeCustomizer implements BeanCreatedEventListener<NettyServerCustomizer.Registry> {

    private final EdgeAnswers answers;
    private final EdgeRules rules;
    private final Provider<BehindEdge> behind;

    /** A provider, for this is made before what serves requests. */
    EdgeCustomizer(EdgeAnswers answers, EdgeRules rules, Provider<BehindEdge> behind) {
        this.answers = answers;
        this.rules = rules;
        this.behind = behind;
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
                                : new Connection(channel, answers, rules, behind.get());
                    }
                });
        return registry;
    }

    private record Connection(
            Channel channel, EdgeAnswers answers, EdgeRules rules, BehindEdge behind)
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
                            new EdgeHandler(answers, rules, pace))
                    .addBefore(
                            ChannelPipelineCustomizer.HANDLER_MICRONAUT_INBOUND,
                            "rollcall-door",
                            behind.handler(channel));
            dropWebSockets(channel.pipeline());
        }

        /** Upgrades are refused: nothing has to look for them in each request and answer. */
        private static void dropWebSockets(ChannelPipeline pipeline) {
            ChannelHandler compression = pipeline.get("WebSocketServerCompressionHandler");
            if (compression != null) {
                pipeline.remove(compression);
            }
        }
    }
}
