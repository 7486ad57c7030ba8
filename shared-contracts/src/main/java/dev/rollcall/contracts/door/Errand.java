package dev.rollcall.contracts.door;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import org.jspecify.annotations.Nullable;

/** One request at a {@link Door}. */
public interface Errand {

    /**
     * Looks at the whole body, on the connection's event loop: must not block.
     *
     * @param memory for the answer
     * @return whether an answer is given; false: the long way, and none must be given
     */
    boolean run(byte[] body, ByteBufAllocator memory, Answer answer);

    /** It was answered, goes the long way or has lost its connection. Called once, at any point. */
    default void end() {}

    /** Where the answer goes; to be given exactly once, on any thread. */
    @FunctionalInterface
    interface Answer {

        /** The JSON of a 200, which is taken over; null: the long way after all. */
        void give(@Nullable ByteBuf json);
    }
}
