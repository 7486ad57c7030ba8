package dev.rollcall.contracts.door;

import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpRequest;
import java.util.Optional;

/** What may be answered at a {@link Door}. Thread-safe. */
@FunctionalInterface
public interface ShortWay {

    /**
     * What is to be done about a request that the doorkeeper lets in; empty: the long way. Called
     * on the connection's event loop, before the body is read.
     */
    Optional<Errand> begin(Channel channel, HttpRequest head);
}
