package dev.rollcall.webhook.delivery;

import java.util.ArrayList;
import java.util.List;

/** Cuts what was leased into requests that identity-service accepts by size. Pure. */
final class Batches {

    /** Escaping at most doubles it, which stays below identity's 10 MiB. */
    static final int MOST_CHARACTERS = 4 * 1024 * 1024;

    private Batches() {}

    /** In the given order; an event larger than the limit travels alone. */
    static List<List<LeasedEvent>> split(List<LeasedEvent> events, int mostCharacters) {
        List<List<LeasedEvent>> batches = new ArrayList<>();
        List<LeasedEvent> batch = new ArrayList<>();
        long characters = 0;
        for (LeasedEvent event : events) {
            int length = event.payload().length();
            if (!batch.isEmpty() && characters + length > mostCharacters) {
                batches.add(batch);
                batch = new ArrayList<>();
                characters = 0;
            }
            batch.add(event);
            characters += length;
        }
        if (!batch.isEmpty()) {
            batches.add(batch);
        }
        return batches;
    }
}
