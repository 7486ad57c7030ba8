package dev.rollcall.identity.door;

import dev.rollcall.contracts.door.Errand;
import dev.rollcall.contracts.resolve.ResolveRequest;
import dev.rollcall.contracts.resolve.ResolveResponse;
import dev.rollcall.identity.sync.KnownUsers;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufOutputStream;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The gateway's question about somebody whom nothing has changed, asked of the reader of known
 * users. Keeps nothing of a question: one serves all. Thread-safe.
 */
final class ResolveErrand implements Errand {

    private final KnownUsers users;

    ResolveErrand(KnownUsers users) {
        this.users = users;
    }

    @Override
    public boolean run(byte[] body, ByteBufAllocator memory, Answer answer) {
        Optional<ResolveRequest> question = ResolveWire.read(body);
        return question.isPresent()
                && users.ask(question.get(), known -> answer.give(json(known, memory)));
    }

    /** On a reader's thread. */
    private static @Nullable ByteBuf json(
            Optional<ResolveResponse> answer, ByteBufAllocator memory) {
        return answer.map(response -> json(response, memory)).orElse(null);
    }

    private static @Nullable ByteBuf json(ResolveResponse response, ByteBufAllocator memory) {
        ByteBuf json = null;
        try {
            json = memory.buffer(1024);
            ResolveWire.write(response, new ByteBufOutputStream(json));
            return json;
        } catch (IOException | RuntimeException | OutOfMemoryError notInTheShortForm) {
            ReferenceCountUtil.release(json);
            return null;
        }
    }
}
