package dev.rollcall.webhook.receive;

import io.netty.channel.Channel;
import io.netty.util.AttributeKey;
import java.util.Optional;

/**
 * Why a webhook that the door took was not kept, for the framework's way of saying so. It is left
 * on the connection right before its request is handed on, and nothing else is on its way there.
 */
final class DoorFault {

    private static final AttributeKey<RuntimeException> FAULT =
            AttributeKey.valueOf(DoorFault.class, "fault");

    private DoorFault() {}

    static void leave(Channel channel, RuntimeException fault) {
        channel.attr(FAULT).set(fault);
    }

    /** Once. */
    static Optional<RuntimeException> take(Channel channel) {
        return channel.hasAttr(FAULT)
                ? Optional.ofNullable(channel.attr(FAULT).getAndSet(null))
                : Optional.empty();
    }
}
