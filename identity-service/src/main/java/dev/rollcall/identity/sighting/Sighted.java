package dev.rollcall.identity.sighting;

import dev.rollcall.identity.mirror.Cause;
import dev.rollcall.identity.mirror.Observation;
import java.time.Instant;

/**
 * A sighting in a batch, and why it is there.
 *
 * @param happenedAt when it happened at Clerk, as far as its bearer knows
 */
public record Sighted(Sighting sighting, Cause cause, Instant happenedAt) {

    /** A path that looked at Clerk: what it saw was so when it looked. */
    static Sighted now(Sighting sighting, Cause cause) {
        Instant at =
                switch (sighting.observation()) {
                    case Observation.Upserted<?> seen ->
                            Instant.ofEpochMilli(seen.version().observedMs());
                    case Observation.Missed<?> missed -> missed.observedAt();
                    case Observation.Mentioned<?> mentioned -> cause.at();
                    case Observation.Removed<?> removed -> cause.at();
                };
        return new Sighted(sighting, cause, at);
    }
}
