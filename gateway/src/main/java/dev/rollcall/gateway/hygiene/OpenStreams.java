package dev.rollcall.gateway.hygiene;

import io.netty.channel.Channel;
import jakarta.inject.Singleton;
import java.net.SocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The connections to upstreams through which a body passes at this moment, so that one ends with
 * the client's connection and with whatever else goes wrong: nobody waits for the rest of half a
 * body. Thread safe.
 */
@Singleton
public final class OpenStreams {

    private static final class Open {

        private final SocketAddress client;
        private @Nullable Channel upstream;
        private boolean aborted;

        Open(SocketAddress client) {
            this.client = client;
        }

        synchronized void bind(Channel channel) {
            upstream = channel;
            if (aborted) {
                var _ = channel.close();
            }
        }

        synchronized void abort() {
            aborted = true;
            if (upstream != null) {
                var _ = upstream.close();
            }
        }
    }

    private final AtomicLong next = new AtomicLong();
    private final Map<String, Open> streams = new ConcurrentHashMap<>();

    /** The id of a new one, for a client by its socket. */
    public String begin(SocketAddress client) {
        String id = Long.toString(next.incrementAndGet());
        streams.put(id, new Open(client));
        return id;
    }

    /** Which connection it goes over. */
    public void bind(String id, Channel upstream) {
        Open open = streams.get(id);
        if (open != null) {
            open.bind(upstream);
        }
    }

    /** Both bodies are over; the connection may serve others. */
    public void end(String id) {
        streams.remove(id);
    }

    /** Closes the connection to the upstream. */
    public void abort(String id) {
        Open open = streams.remove(id);
        if (open != null) {
            open.abort();
        }
    }

    void clientGone(@Nullable SocketAddress client) {
        if (client != null && !streams.isEmpty()) {
            streams.forEach(
                    (id, open) -> {
                        if (open.client.equals(client)) {
                            abort(id);
                        }
                    });
        }
    }
}
