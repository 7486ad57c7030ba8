package dev.rollcall.gateway.hygiene;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;

/** What a connection's clean requests go to first. */
public interface BehindEdge {

    /** A handler of its own for a connection whose event loop is known. */
    ChannelHandler handler(Channel connection);
}
