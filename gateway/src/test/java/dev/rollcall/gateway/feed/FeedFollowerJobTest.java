package dev.rollcall.gateway.feed;

import static dev.rollcall.testing.Patience.BOUND;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.contracts.change.ChangesResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class FeedFollowerJobTest {

    private final FeedConfiguration configuration =
            new FeedConfiguration(
                    Duration.ofSeconds(2),
                    Duration.ofHours(1),
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(2));
    private final FeedState state = new FeedState(configuration, Clock.systemUTC());

    @Test
    void anErrorDoesNotEndIt() throws InterruptedException {
        AtomicInteger asked = new AtomicInteger();
        ChangesClient client =
                _ -> {
                    if (asked.incrementAndGet() == 1) {
                        throw new StackOverflowError();
                    }
                    return new ChangesResponse(1, 1, false, List.of());
                };
        FeedFollowerJob job =
                new FeedFollowerJob(new ChangeFeed(client, List.of(), state, configuration), state);
        Thread follower = Thread.ofVirtual().start(job::follow);

        await().atMost(BOUND).until(() -> state.isAlive() || !follower.isAlive());

        assertTrue(state.isAlive());
        follower.interrupt();
        int before = asked.get();
        await().atMost(BOUND).until(() -> asked.get() > before || !follower.isAlive());
        assertTrue(follower.isAlive());
        job.stop();
        assertTrue(follower.join(BOUND));
    }
}
