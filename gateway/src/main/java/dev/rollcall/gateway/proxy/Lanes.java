package dev.rollcall.gateway.proxy;

import io.netty.channel.EventLoop;
import jakarta.inject.Singleton;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** The lane of each event loop. Thread safe. */
@Singleton
final class Lanes {

    private final ConcurrentMap<EventLoop, Lane> lanes = new ConcurrentHashMap<>();
    private final Connector connector;

    Lanes(Connector connector) {
        this.connector = connector;
    }

    Lane of(EventLoop loop) {
        return lanes.computeIfAbsent(loop, it -> new Lane(it, connector));
    }
}
