package dev.rollcall.webhook.delivery;

import jakarta.inject.Singleton;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Events that were on their way in a batch when it timed out, or that were held up in one. Each
 * goes alone until it is settled: whichever is to blame waits alone, and its neighbours are
 * applied. A hint of this process, and so many of them: forgetting one costs a time-out.
 * Thread-safe.
 */
@Singleton
final class Suspects {

    static final int MOST = 4096;

    private final Set<String> ids = new LinkedHashSet<>();

    synchronized boolean has(LeasedEvent event) {
        return ids.contains(event.messageId());
    }

    synchronized void add(List<LeasedEvent> batch) {
        batch.forEach(event -> ids.add(event.messageId()));
        while (ids.size() > MOST) {
            ids.remove(ids.iterator().next());
        }
    }

    /** It was settled, one way or the other. */
    synchronized void remove(LeasedEvent event) {
        ids.remove(event.messageId());
    }
}
