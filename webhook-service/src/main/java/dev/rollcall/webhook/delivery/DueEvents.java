package dev.rollcall.webhook.delivery;

import dev.rollcall.webhook.inbox.FreshEvent;
import dev.rollcall.webhook.inbox.FreshEvents;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * What to send next, under lease: what this process has just accepted, from memory, and what is due
 * in the inbox, turn about while there is both. The inbox is looked at once in a poll interval at
 * least. While a batch is on its way only a full one follows from memory: what does not fill one is
 * cheaper together with what comes meanwhile. Thread-safe.
 */
@Singleton
final class DueEvents {

    private final LeaseRepository leases;
    private final FreshEvents freshEvents;
    private final double leaseSeconds;
    private final long pollNanos;
    private long lookedAt;
    private boolean hasFound;
    private boolean isMemorysTurn;
    private int onTheirWay;

    DueEvents(
            LeaseRepository leases, FreshEvents freshEvents, DeliveryConfiguration configuration) {
        this.leases = leases;
        this.freshEvents = freshEvents;
        this.leaseSeconds = configuration.lease().toMillis() / 1000.0;
        this.pollNanos = configuration.poll().toNanos();
        this.lookedAt = System.nanoTime() - pollNanos;
    }

    /**
     * Of either, revocations first; empty if nothing is to be sent now. What is not empty is on its
     * way until {@link #arrived} is called.
     */
    synchronized List<LeasedEvent> next(int most) {
        List<LeasedEvent> next = isInboxsTurn() ? fromInbox(most) : List.of();
        if (next.isEmpty()) {
            next = fromMemory(most);
        }
        if (!next.isEmpty()) {
            onTheirWay++;
        }
        return next;
    }

    /** However it ended. */
    synchronized void arrived() {
        onTheirWay--;
    }

    /** All that is left in memory. */
    List<LeasedEvent> rest() {
        return leased(freshEvents.take(Integer.MAX_VALUE));
    }

    private boolean isInboxsTurn() {
        if (isMemorysTurn && !freshEvents.isEmpty()) {
            return false;
        }
        return hasFound
                || freshEvents.hasLeftOut()
                || System.nanoTime() - lookedAt >= pollNanos
                || (onTheirWay == 0 && freshEvents.isEmpty());
    }

    private List<LeasedEvent> fromInbox(int most) {
        lookedAt = System.nanoTime();
        List<LeasedEvent> due = leases.lease(most, leaseSeconds);
        hasFound = !due.isEmpty();
        isMemorysTurn = hasFound;
        return due;
    }

    private List<LeasedEvent> fromMemory(int most) {
        isMemorysTurn = false;
        return onTheirWay == 0 || freshEvents.size() >= most
                ? leased(freshEvents.take(most))
                : List.of();
    }

    private static List<LeasedEvent> leased(List<FreshEvent> events) {
        return events.stream().map(LeasedEvent::of).toList();
    }
}
