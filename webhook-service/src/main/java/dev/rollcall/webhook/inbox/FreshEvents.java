package dev.rollcall.webhook.inbox;

import io.micronaut.context.annotation.Value;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * Hands accepted events to the delivery of this process without another look at their rows, which
 * are inserted under its lease. So much memory and no more: what does not fit is inserted unleased,
 * for whoever looks. Nothing depends on what stands here: of a row that is not settled the lease
 * runs out. Thread-safe.
 */
@Singleton
public final class FreshEvents {

    /** How long it may wait here. Short, for after a crash everybody waits for the lease's end. */
    static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    /** What has waited for so long goes although more may come. */
    private static final Duration PRESSING = Duration.ofSeconds(1);

    private static final long MOST_BYTES_AT_A_TIME = 8L * 1024 * 1024;
    private static final int MOST = 4096;
    private static final long MOST_BYTES = 16L * 1024 * 1024;

    private final Queue<FreshEvent> revoking = new ArrayDeque<>();
    private final Queue<FreshEvent> ordinary = new ArrayDeque<>();
    private final LongSupplier nanoTime;
    private final Duration longestCall;
    private boolean open;
    private boolean leftOut;
    private int events;
    private long bytes;

    @Inject
    FreshEvents(@Value("${micronaut.http.services.identity.read-timeout}") Duration longestCall) {
        this(System::nanoTime, longestCall);
    }

    /** {@code longestCall}: how long sending takes at most. */
    FreshEvents(LongSupplier nanoTime, Duration longestCall) {
        this.nanoTime = nanoTime;
        this.longestCall = longestCall;
    }

    /** As long as it may wait, and then be on its way: nobody else sends it meanwhile. */
    Duration lease() {
        return LONGEST_WAIT.plus(longestCall);
    }

    /** From now on there is somebody who takes them. */
    public synchronized void open() {
        open = true;
    }

    /** Nobody will take what comes from now on. */
    public synchronized void close() {
        open = false;
    }

    /**
     * Room for those of the arrivals that can be delivered, in their order, until it is used up.
     */
    synchronized Held hold(Collection<Arrival> arrivals) {
        long leasedUntil = nanoTime.getAsLong() + lease().toNanos();
        Map<String, FreshEvent> held = new LinkedHashMap<>();
        boolean all = true;
        for (Arrival arrival : arrivals) {
            if (arrival.envelope() instanceof Envelope.Usable usable) {
                if (hasRoom(arrival.payload())) {
                    FreshEvent event = fresh(arrival, usable, leasedUntil);
                    held.put(event.messageId(), event);
                    add(event.payload(), 1);
                } else {
                    all = false;
                }
            }
        }
        return new Held(held, all);
    }

    /**
     * Up to so many whose lease outlasts the call, revocations first; of large ones fewer, so that
     * a batch fits into memory.
     */
    public synchronized List<FreshEvent> take(int most) {
        List<FreshEvent> taken = new ArrayList<>();
        long now = nanoTime.getAsLong();
        long left = MOST_BYTES_AT_A_TIME;
        while (taken.size() < most && !isEmpty()) {
            Queue<FreshEvent> queue = revoking.isEmpty() ? ordinary : revoking;
            FreshEvent event = queue.element();
            left -= event.payload().bytes().length;
            if (left < 0 && !taken.isEmpty()) {
                return taken;
            }
            queue.remove();
            add(event.payload(), -1);
            if (event.leasedUntil() - now > longestCall.toNanos()) {
                taken.add(event);
            } else {
                leftOut = true;
            }
        }
        return taken;
    }

    /** Whether somebody waits for it to take effect at once. */
    public synchronized boolean hasRevoking() {
        return !revoking.isEmpty();
    }

    /** Whether something should not wait for others any longer. */
    public synchronized boolean isPressing() {
        FreshEvent oldest = ordinary.peek();
        return hasRevoking()
                || (oldest != null
                        && oldest.leasedUntil() - nanoTime.getAsLong()
                                <= lease().minus(PRESSING).toNanos());
    }

    public synchronized boolean isEmpty() {
        return size() == 0;
    }

    public synchronized int size() {
        return revoking.size() + ordinary.size();
    }

    /** Whether there may be rows to look for since this was last asked. */
    public synchronized boolean hasLeftOut() {
        boolean any = leftOut;
        leftOut = false;
        return any;
    }

    private boolean hasRoom(Payload payload) {
        return open && events < MOST && bytes + payload.bytes().length <= MOST_BYTES;
    }

    private void add(Payload payload, int sign) {
        events += sign;
        bytes += (long) sign * payload.bytes().length;
    }

    private synchronized void end(Held held, Set<String> inserted) {
        leftOut |= !held.all;
        for (FreshEvent event : held.events.values()) {
            if (!inserted.contains(event.messageId())) {
                add(event.payload(), -1);
            } else if (event.urgency() == Envelope.Urgency.REVOKING) {
                revoking.add(event);
            } else {
                ordinary.add(event);
            }
        }
    }

    private static FreshEvent fresh(Arrival arrival, Envelope.Usable usable, long leasedUntil) {
        return new FreshEvent(
                arrival.messageId().value(),
                usable.type(),
                arrival.receivedAt(),
                arrival.payload(),
                usable.urgency(),
                leasedUntil);
    }

    /** Room for arrivals that are being inserted; to be ended exactly once. */
    final class Held {

        private final Map<String, FreshEvent> events;

        private final boolean all;

        private Held(Map<String, FreshEvent> events, boolean all) {
            this.events = events;
            this.all = all;
        }

        /** Whether the row is to be inserted under a lease. */
        boolean has(Arrival arrival) {
            return events.containsKey(arrival.messageId().value());
        }

        /**
         * Gives those to the delivery whose rows are committed, by id, and the others' room back.
         */
        void end(Set<String> inserted) {
            FreshEvents.this.end(this, inserted);
        }
    }
}
