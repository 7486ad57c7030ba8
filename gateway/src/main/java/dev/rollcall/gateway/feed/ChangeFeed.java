package dev.rollcall.gateway.feed;

import dev.rollcall.contracts.change.ChangesRequest;
import dev.rollcall.contracts.change.ChangesResponse;
import jakarta.inject.Singleton;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The way along the feed, one step at a time: at a start what decides about tokens, then
 * everything. After a failure it goes on where it was; told to start over, it does. For one thread.
 */
@Singleton
final class ChangeFeed {

    private final ChangesClient client;
    private final List<FeedListener> listeners;
    private final FeedState state;
    private final int waitMillis;
    private @Nullable Long position;

    ChangeFeed(
            ChangesClient client,
            List<FeedListener> listeners,
            FeedState state,
            FeedConfiguration configuration) {
        this.client = client;
        this.listeners = List.copyOf(listeners);
        this.state = state;
        this.waitMillis =
                (int)
                        Math.min(
                                configuration.waitFor().toMillis(),
                                ChangesRequest.LONGEST_WAIT_MILLIS);
    }

    /** Whether this went on along the feed; false if it has to start over. May throw anything. */
    boolean step() {
        Long known = position;
        position = known == null ? start() : goOn(known);
        return position != null;
    }

    private @Nullable Long start() {
        Long reached = null;
        ChangesResponse next;
        do {
            next = ask(reached, true, 0);
            if (next.reset()) {
                return null;
            }
            tell(next);
            reached = next.position();
        } while (reached < next.head());
        listeners.forEach(FeedListener::missedSome);
        state.caughtUp();
        return reached;
    }

    private @Nullable Long goOn(long from) {
        ChangesResponse next = ask(from, false, waitMillis);
        if (next.reset()) {
            state.lost();
            return null;
        }
        tell(next);
        if (next.position() >= next.head()) {
            state.caughtUp();
        }
        return next.position();
    }

    private void tell(ChangesResponse next) {
        listeners.forEach(listener -> listener.heard(next.changes()));
    }

    private ChangesResponse ask(@Nullable Long after, boolean urgentOnly, int wait) {
        ChangesResponse response =
                client.changes(
                        new ChangesRequest(after, urgentOnly, ChangesRequest.MOST_CHANGES, wait));
        if (response == null) {
            throw new IllegalStateException("identity-service has no change feed");
        }
        return response;
    }
}
