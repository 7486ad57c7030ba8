package dev.rollcall.gateway.proxy;

import dev.rollcall.gateway.access.Entrance;
import dev.rollcall.gateway.hygiene.BehindEdge;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import jakarta.inject.Singleton;

/** Puts a {@link DoorHandler} behind the edge of every connection. */
@Singleton
final class Door implements BehindEdge {

    private final Entrance entrance;
    private final Forwarding forwarding;
    private final Lanes lanes;

    Door(Entrance entrance, Forwarding forwarding, Lanes lanes) {
        this.entrance = entrance;
        this.forwarding = forwarding;
        this.lanes = lanes;
    }

    @Override
    public ChannelHandler handler(Channel connection) {
        return new DoorHandler(entrance, forwarding, lanes.of(connection.eventLoop()));
    }
}
