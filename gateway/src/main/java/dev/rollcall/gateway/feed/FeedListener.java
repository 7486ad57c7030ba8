package dev.rollcall.gateway.feed;

import dev.rollcall.contracts.change.ChangeEntry;
import java.util.List;

/** Somebody who remembers what a change makes wrong. Called by one thread at a time. */
public interface FeedListener {

    /** In the order of the feed; also called with nothing, when nothing happened for a while. */
    void heard(List<ChangeEntry> changes);

    /** Changes were missed: what they could have made wrong must be forgotten. */
    void missedSome();
}
