package dev.rollcall.identity.change;

import dev.rollcall.contracts.change.ChangesRequest;
import dev.rollcall.contracts.change.ChangesResponse;
import dev.rollcall.contracts.problem.ProblemCode;
import dev.rollcall.contracts.problem.ProblemException;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Answers a follower at once where something follows its position, else waits for it. */
@Singleton
final class FollowChanges {

    private static final Duration RETRY = Duration.ofSeconds(1);

    private final FeedReader reader;
    private final FeedHead head;

    FollowChanges(FeedReader reader, FeedHead head) {
        this.reader = reader;
        this.head = head;
    }

    ChangesResponse run(ChangesRequest request) {
        ChangesResponse now = reader.read(request);
        boolean upToDate = request.after() != null && request.after() == now.head() && !now.reset();
        if (!upToDate || request.waitMillis() == 0) {
            return now;
        }
        if (!head.await(now.head(), Duration.ofMillis(request.waitMillis()))) {
            throw ProblemException.retryLater(
                    ProblemCode.UNAVAILABLE, "Too many followers wait already.", RETRY);
        }
        return reader.read(request);
    }
}
