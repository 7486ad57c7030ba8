package dev.rollcall.identity.event;

import dev.rollcall.identity.sighting.Sighting;
import java.time.Instant;
import java.util.List;

/** One of Clerk's events as what was seen of its objects; parsed once, then only matched. */
public sealed interface ClerkEvent {

    /**
     * Something that the mirror keeps.
     *
     * @param sightings what is embedded first, then the object that the event is about
     * @param happenedAt when, by Clerk's clock
     */
    record Seen(List<Sighting> sightings, Instant happenedAt) implements ClerkEvent {

        public Seen {
            sightings = List.copyOf(sightings);
            if (sightings.isEmpty()) {
                throw new IllegalArgumentException("an event is about something");
            }
        }
    }

    /** A type that the mirror does not apply, also one that does not exist yet. */
    record Unhandled() implements ClerkEvent {}

    /** Authentic, but not usable: it will not become so by trying again. */
    record Unusable(String code) implements ClerkEvent {}
}
