package dev.rollcall.gateway.proxy;

import dev.rollcall.gateway.hygiene.OpenStreams;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.http.client.netty.NettyClientCustomizer;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** Tells {@link OpenStreams} over which connection a stream goes, and when it is over. */
@Singleton
final class StreamCustomizer implements BeanCreatedEventListener<NettyClientCustomizer.Registry> {

    /** Between us and our own client only: it does not leave the process. */
    static final String STREAM = "x-rollcall-stream";

    private final OpenStreams streams;

    StreamCustomizer(OpenStreams streams) {
        this.streams = streams;
    }

    @Override
    public NettyClientCustomizer.Registry onCreated(
            BeanCreatedEvent<NettyClientCustomizer.Registry> event) {
        NettyClientCustomizer.Registry registry = event.getBean();
        registry.register(
                new NettyClientCustomizer() {
                    @Override
                    public NettyClientCustomizer specializeForChannel(
                            Channel channel, ChannelRole role) {
                        return new Connection(channel, streams);
                    }
                });
        return registry;
    }

    private record Connection(Channel channel, OpenStreams streams)
            implements NettyClientCustomizer {

        @Override
        public void onStreamPipelineBuilt() {
            channel.pipeline().addLast("rollcall-stream", new StreamHandler(streams));
        }
    }

    /** Lives on the connection's event loop. */
    private static final class StreamHandler extends ChannelDuplexHandler {

        private final OpenStreams streams;
        private @Nullable String stream;

        StreamHandler(OpenStreams streams) {
            this.streams = streams;
        }

        @Override
        public void write(ChannelHandlerContext context, Object message, ChannelPromise promise)
                throws Exception {
            if (message instanceof HttpRequest request) {
                String id = request.headers().get(STREAM);
                if (id != null) {
                    request.headers().remove(STREAM);
                    stream = id;
                    streams.bind(id, context.channel());
                }
            }
            super.write(context, message, promise);
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
            boolean last = message instanceof LastHttpContent;
            super.channelRead(context, message);
            if (last) {
                end();
            }
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) throws Exception {
            end();
            super.channelInactive(context);
        }

        private void end() {
            String over = stream;
            if (over != null) {
                stream = null;
                streams.end(over);
            }
        }
    }
}
