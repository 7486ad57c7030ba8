package dev.rollcall.gateway.decision;

import dev.rollcall.contracts.id.RequestId;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/**
 * The last refusals of this copy, bounded in number and age. A client may choose its request ids,
 * so several can have the same one. Thread safe.
 */
@Singleton
public final class RecentDecisions {

    static final int MOST_FOUND = 10;

    private final DecisionConfiguration configuration;
    private final Clock clock;

    /** The oldest first. */
    private final Deque<Decision> kept = new ArrayDeque<>();

    RecentDecisions(DecisionConfiguration configuration, Clock clock) {
        this.configuration = configuration;
        this.clock = clock;
    }

    public void keep(Decision decision) {
        synchronized (kept) {
            expire();
            if (configuration.keep() > 0) {
                if (kept.size() == configuration.keep()) {
                    kept.removeFirst();
                }
                kept.addLast(decision);
            }
        }
    }

    /** The latest first, at most {@value #MOST_FOUND}. */
    List<Decision> find(RequestId requestId) {
        List<Decision> found = new ArrayList<>();
        synchronized (kept) {
            expire();
            Iterator<Decision> latestFirst = kept.descendingIterator();
            while (latestFirst.hasNext() && found.size() < MOST_FOUND) {
                Decision decision = latestFirst.next();
                if (decision.requestId().equals(requestId.value())) {
                    found.add(decision);
                }
            }
        }
        return found;
    }

    private void expire() {
        Instant oldest = clock.instant().minus(configuration.age());
        while (!kept.isEmpty() && kept.getFirst().at().isBefore(oldest)) {
            kept.removeFirst();
        }
    }
}
