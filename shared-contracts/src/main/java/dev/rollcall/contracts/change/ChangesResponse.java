package dev.rollcall.contracts.change;

import io.micronaut.serde.annotation.Serdeable;
import java.util.List;

/**
 * What follows a position, in the order in which it became visible.
 *
 * @param position where to go on
 * @param head the greatest position there was; the follower is up to date once {@code position} has
 *     reached it
 * @param reset what followed the position asked for is no longer known: forget everything and start
 *     over
 */
@Serdeable
public record ChangesResponse(long position, long head, boolean reset, List<ChangeEntry> changes) {

    public ChangesResponse {
        changes = List.copyOf(changes);
    }
}
