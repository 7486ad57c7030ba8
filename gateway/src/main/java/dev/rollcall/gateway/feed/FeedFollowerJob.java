package dev.rollcall.gateway.feed;

import io.micronaut.runtime.event.annotation.EventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the feed on one virtual thread as long as the gateway runs. A fault loses the feed until
 * the next answer; tries are spread by backoff and jitter, so that copies do not come back at once.
 */
@Singleton
class FeedFollowerJob {

    /** Between two answers: what happens meanwhile comes in one. */
    static final long PAUSE_MILLIS = 20;

    private static final Logger LOG = LoggerFactory.getLogger(FeedFollowerJob.class);
    private static final long LONGEST_BACKOFF_MILLIS = 2000;
    private static final int MOST_DOUBLINGS = 5;

    private final ChangeFeed feed;
    private final FeedState state;
    private @Nullable Thread thread;
    private volatile boolean ended;

    FeedFollowerJob(ChangeFeed feed, FeedState state) {
        this.feed = feed;
        this.state = state;
    }

    @EventListener
    void start(ServerStartupEvent started) {
        thread = Thread.ofVirtual().name("feed-follower").start(this::follow);
    }

    @PreDestroy
    void stop() {
        ended = true;
        if (thread != null) {
            thread.interrupt();
        }
    }

    /** Until it is stopped, whatever happens. */
    void follow() {
        int failures = 0;
        while (!ended) {
            failures = step(failures) ? 0 : failures + 1;
            try {
                Thread.sleep(failures == 0 ? PAUSE_MILLIS : backoffMillis(failures));
            } catch (InterruptedException stopped) {
                LOG.debug("event=feed.interrupted ended={}", ended);
            }
        }
    }

    private boolean step(int failures) {
        try {
            if (!feed.step()) {
                LOG.warn("event=feed.reset");
                return false;
            }
            if (failures > 0) {
                LOG.info("event=feed.followed failures={}", failures);
            }
            return true;
        } catch (RuntimeException | Error fault) { // whatever it is, the feed must be tried again
            state.lost();
            if (failures == 0 && !ended) {
                LOG.warn("event=feed.lost cause={}", fault.getClass().getSimpleName());
            }
            return false;
        }
    }

    /** Between half and all of 100 ms, doubled per failure. */
    private static long backoffMillis(int failures) {
        long most = Math.min(LONGEST_BACKOFF_MILLIS, 50L << Math.min(failures, MOST_DOUBLINGS));
        return ThreadLocalRandom.current().nextLong(most / 2, most + 1);
    }
}
