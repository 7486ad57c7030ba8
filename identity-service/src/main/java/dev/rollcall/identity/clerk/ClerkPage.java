package dev.rollcall.identity.clerk;

import dev.rollcall.identity.mirror.Version;
import dev.rollcall.identity.sighting.Sighting;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What asking Clerk for a page of a list came to. */
public sealed interface ClerkPage {

    /** One object of a page that could be read. */
    record Item(String id, Version version, Sighting sighting) {}

    /**
     * A page.
     *
     * @param items the objects that could be read, in Clerk's order
     * @param ids of all objects whose id could be read
     * @param size how many objects there were
     * @param total of the whole list, where Clerk says it, else 0
     */
    record Read(List<Item> items, List<String> ids, int size, long total, Instant observedAt)
            implements ClerkPage {}

    /** The object to start after is not there any more. */
    record CursorGone() implements ClerkPage {}

    /** No usable answer; see {@link ClerkAnswer.Unavailable}. */
    record Unavailable(String reason, Optional<Duration> retryAfter) implements ClerkPage {}
}
