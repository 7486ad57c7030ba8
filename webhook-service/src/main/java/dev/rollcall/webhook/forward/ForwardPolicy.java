package dev.rollcall.webhook.forward;

import dev.rollcall.webhook.outgoing.PostOutcome;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Decides what an answer means. Taken: 2xx, and 409, by which a target says that it has the event.
 * Later: what names time or load as the reason, and no answer. Never: everything else, redirects
 * among it. The delay doubles from 5 s to an hour, the upper half of it at random, and is not
 * shorter than the target asks for, up to that hour. Pure but for the given randomness.
 */
final class ForwardPolicy {

    /** In which forty attempts come to more than a day. */
    private static final Duration LONGEST = Duration.ofHours(1);

    private static final long FIRST_MILLIS = 5_000;
    private static final int MOST_DOUBLINGS = 12;

    private ForwardPolicy() {}

    /** {@code failures}: those before this attempt. */
    static ForwardOutcome decide(
            PostOutcome outcome, int failures, int mostAttempts, RandomGenerator random) {
        return switch (outcome) {
            case PostOutcome.Answered answered ->
                    answered(answered, failures, mostAttempts, random);
            case PostOutcome.Forbidden forbidden -> new ForwardOutcome.Buried("address_forbidden");
            case PostOutcome.Failed failed ->
                    later(failed.reason(), null, failures, mostAttempts, random);
        };
    }

    private static ForwardOutcome answered(
            PostOutcome.Answered answer, int failures, int mostAttempts, RandomGenerator random) {
        int status = answer.status();
        if (status / 100 == 2 || status == 409) {
            return new ForwardOutcome.Done();
        }
        String error = "status_" + status;
        boolean mayPass = status >= 500 || status == 408 || status == 425 || status == 429;
        return mayPass
                ? later(error, answer.retryAfter(), failures, mostAttempts, random)
                : new ForwardOutcome.Buried(error);
    }

    private static ForwardOutcome later(
            String error,
            @Nullable Duration asked,
            int failures,
            int mostAttempts,
            RandomGenerator random) {
        if (failures + 1 >= mostAttempts) {
            return new ForwardOutcome.Buried(error);
        }
        long ceiling = FIRST_MILLIS << Math.min(failures, MOST_DOUBLINGS);
        long longest = Math.min(ceiling, LONGEST.toMillis());
        long millis = longest / 2 + random.nextLong(longest / 2 + 1);
        long wanted = asked == null ? 0 : Math.min(asked.toMillis(), LONGEST.toMillis());
        return new ForwardOutcome.Postponed(error, Duration.ofMillis(Math.max(millis, wanted)));
    }
}
