package dev.rollcall.webhook.receive;

import dev.rollcall.contracts.start.SettingsException;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Value;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How many bytes of bodies may be on their way in: what nobody has verified yet must not fill the
 * memory. Large bodies share half of it, so that a flood of them leaves room for events, which are
 * small. Thread-safe.
 */
@Context
final class BodyBudget {

    static final int SMALL_BYTES = 64 * 1024;

    private final long largestBody;
    private final AtomicLong free;
    private final AtomicLong freeForLarge;

    BodyBudget(
            @Value("${micronaut.server.max-request-size}") long largestBody,
            @Value("${rollcall.webhook.body-budget}") long bytes) {
        if (bytes < 2 * largestBody) {
            throw new SettingsException(
                    "ROLLCALL_WEBHOOK_BODY_BUDGET is at least twice ROLLCALL_WEBHOOK_MAX_BODY");
        }
        this.largestBody = largestBody;
        this.free = new AtomicLong(bytes);
        this.freeForLarge = new AtomicLong(bytes / 2);
    }

    /**
     * Room for a body; empty if there is none.
     *
     * @param declared its length in bytes, negative if it does not say: then it counts as large
     */
    Optional<Claim> claim(long declared) {
        long bytes = declared < 0 ? largestBody : Math.min(declared, largestBody);
        boolean large = bytes > SMALL_BYTES;
        if (large && !take(freeForLarge, bytes)) {
            return Optional.empty();
        }
        if (!take(free, bytes)) {
            if (large) {
                freeForLarge.addAndGet(bytes);
            }
            return Optional.empty();
        }
        return Optional.of(new Claim(bytes, large));
    }

    /** Up to so many bytes a body is small, and none is larger than what is taken at all. */
    int largestSmallBody() {
        return (int) Math.min(SMALL_BYTES, largestBody);
    }

    long free() {
        return free.get();
    }

    private static boolean take(AtomicLong from, long bytes) {
        if (from.addAndGet(-bytes) >= 0) {
            return true;
        }
        from.addAndGet(bytes);
        return false;
    }

    /** Room that is given back once: with the answer, or when the connection ends before it. */
    final class Claim implements ChannelFutureListener {

        private final long bytes;
        private final boolean large;
        private final AtomicBoolean released = new AtomicBoolean();

        private Claim(long bytes, boolean large) {
            this.bytes = bytes;
            this.large = large;
        }

        @Override
        public void operationComplete(ChannelFuture closed) {
            release();
        }

        void release() {
            if (released.compareAndSet(false, true)) {
                free.addAndGet(bytes);
                if (large) {
                    freeForLarge.addAndGet(bytes);
                }
            }
        }
    }
}
