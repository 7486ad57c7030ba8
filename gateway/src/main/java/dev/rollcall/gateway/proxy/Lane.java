package dev.rollcall.gateway.proxy;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What the connections of one event loop share: idle connections to upstreams, so that a request
 * and its answer stay on one thread, and a clock, right to a tenth of a second and free to set.
 * Lives on that event loop.
 */
final class Lane {

    /** Shorter than common servers keep an idle connection: 5 s (Node.js, Apache httpd). */
    private static final long LONGEST_IDLE = TimeUnit.SECONDS.toNanos(4);

    private static final int MOST_IDLE = 256;
    private static final int TICK_MILLIS = 100;

    private final EventLoop loop;
    private final Connector connector;
    private final Map<String, Deque<UpstreamConnection>> idle = new HashMap<>();
    private final Set<Exchange> waiting = new HashSet<>();
    private boolean ticking;

    Lane(EventLoop loop, Connector connector) {
        this.loop = loop;
        this.connector = connector;
    }

    /** The youngest idle connection, or null. */
    @Nullable UpstreamConnection idle(String upstream) {
        Deque<UpstreamConnection> theirs = idle.get(upstream);
        if (theirs == null) {
            return null;
        }
        UpstreamConnection found = theirs.pollFirst();
        while (found != null && !found.channel().isActive()) {
            found = theirs.pollFirst();
        }
        return found;
    }

    /** Opens one of the same kind as the client's own. */
    void open(String upstream, Class<? extends Channel> kind, Connector.Opened opened) {
        connector.open(upstream, this, loop, kind, opened);
    }

    void keep(String upstream, UpstreamConnection connection) {
        Deque<UpstreamConnection> theirs = idle.computeIfAbsent(upstream, _ -> new ArrayDeque<>());
        theirs.addFirst(connection);
        if (theirs.size() > MOST_IDLE) {
            theirs.removeLast().close();
        }
        tickLater();
    }

    void forget(String upstream, UpstreamConnection connection) {
        Deque<UpstreamConnection> theirs = idle.get(upstream);
        if (theirs != null) {
            theirs.remove(connection);
        }
    }

    /** It is asked now and then whether its time is up. */
    void watch(Exchange exchange) {
        waiting.add(exchange);
        tickLater();
    }

    void unwatch(Exchange exchange) {
        waiting.remove(exchange);
    }

    private void tickLater() {
        if (!ticking) {
            ticking = true;
            var _ = loop.schedule(this::tick, TICK_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private void tick() {
        ticking = false;
        long now = System.nanoTime();
        try {
            closeIdle(now);
            new ArrayList<>(waiting).forEach(exchange -> exchange.tick(now));
        } finally {
            if (!waiting.isEmpty() || !idle.isEmpty()) {
                tickLater();
            }
        }
    }

    private void closeIdle(long now) {
        for (Deque<UpstreamConnection> theirs : idle.values()) {
            while (!theirs.isEmpty() && theirs.getLast().isIdleFor(LONGEST_IDLE, now)) {
                theirs.removeLast().close();
            }
        }
        idle.values().removeIf(Deque::isEmpty);
    }
}
