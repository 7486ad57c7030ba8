package dev.rollcall.webhook.delivery;

import dev.rollcall.webhook.inbox.FreshEvent;
import dev.rollcall.webhook.inbox.FreshEvents;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * What to send next, under lease: what this process has just accepted, from memory, and what is due
 * in the inbox, turn about while there is both; revocations in memory are always next. The inbox is
 * looked at once in a poll interval at least, by one at a time, and nobody waits for that look:
 * memory does not need it. While a batch is on its way only a full one follows from memory, for
 * what does not fill one is cheaper together with what comes meanwhile; but nothing waits there for
 * longer than a second. Thread-safe.
 */
@Singleton
final class DueEvents {

    private enum Turn {
        MEMORY,
        INBOX,
        NOBODY
    }

    private final LeaseRepository leases;
    private final FreshEvents freshEvents;
    private final double leaseSeconds;
    private final long pollNanos;
    private long lookedAt;
    private boolean isLooking;
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
    List<LeasedEvent> next(int most) {
        return switch (turn(most)) {
            case MEMORY -> fromMemory(most);
            case INBOX -> {
                List<LeasedEvent> due = fromInbox(most);
                yield due.isEmpty() && isMemoryReady(most) ? fromMemory(most) : due;
            }
            case NOBODY -> List.of();
        };
    }

    /** However it ended. */
    synchronized void arrived() {
        onTheirWay--;
    }

    /** Of what is left in memory; empty when nothing is. */
    List<LeasedEvent> rest() {
        return leased(freshEvents.take(Integer.MAX_VALUE));
    }

    private synchronized Turn turn(int most) {
        boolean ready = isMemoryReady(most);
        if (ready && (isMemorysTurn || freshEvents.hasRevoking())) {
            return Turn.MEMORY;
        }
        if (isInboxDue()) {
            isLooking = true;
            hasFound = false;
            isMemorysTurn = true;
            lookedAt = System.nanoTime();
            return Turn.INBOX;
        }
        return ready ? Turn.MEMORY : Turn.NOBODY;
    }

    private synchronized boolean isMemoryReady(int most) {
        return !freshEvents.isEmpty()
                && (onTheirWay == 0 || freshEvents.size() >= most || freshEvents.isPressing());
    }

    private boolean isInboxDue() {
        return !isLooking
                && (hasFound
                        || freshEvents.hasLeftOut()
                        || System.nanoTime() - lookedAt >= pollNanos
                        || (onTheirWay == 0 && freshEvents.isEmpty()));
    }

    private List<LeasedEvent> fromInbox(int most) {
        List<LeasedEvent> due = List.of();
        try {
            due = leases.lease(most, leaseSeconds);
            return due;
        } finally {
            looked(!due.isEmpty());
        }
    }

    private synchronized void looked(boolean found) {
        isLooking = false;
        hasFound |= found;
        onTheirWay += found ? 1 : 0;
    }

    private synchronized List<LeasedEvent> fromMemory(int most) {
        List<LeasedEvent> fresh = leased(freshEvents.take(most));
        if (!fresh.isEmpty()) {
            isMemorysTurn = false;
            onTheirWay++;
        }
        return fresh;
    }

    private static List<LeasedEvent> leased(List<FreshEvent> events) {
        return events.stream().map(LeasedEvent::of).toList();
    }
}
