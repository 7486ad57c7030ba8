package dev.rollcall.contracts.door;

import io.micronaut.core.util.SupplierUtil;
import io.micronaut.http.netty.channel.ChannelPipelineCustomizer;
import io.micronaut.http.server.netty.NettyServerCustomizer;
import io.netty.channel.Channel;
import java.util.function.Supplier;

/** Puts a {@link Door} between the codec and the framework on every connection. */
public final class DoorOnConnections implements NettyServerCustomizer {

    private static final String NAME = "rollcall-door";

    private final Supplier<Doors> doors;

    /** {@code doors} is asked once, for the first connection. */
    public DoorOnConnections(Supplier<Doors> doors) {
        this.doors = SupplierUtil.memoizedNonEmpty(doors);
    }

    @Override
    public NettyServerCustomizer specializeForChannel(Channel channel, ChannelRole role) {
        return role == ChannelRole.LISTENER ? this : new OnConnection(channel, doors.get().open());
    }

    private record OnConnection(Channel channel, Door door) implements NettyServerCustomizer {

        @Override
        public void onStreamPipelineBuilt() {
            channel.pipeline()
                    .addBefore(ChannelPipelineCustomizer.HANDLER_MICRONAUT_INBOUND, NAME, door);
        }
    }
}
