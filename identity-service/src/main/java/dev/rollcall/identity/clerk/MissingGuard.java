package dev.rollcall.identity.clerk;

import jakarta.inject.Singleton;
import java.time.Clock;

/**
 * Whether Clerk's word that somebody does not exist is to be believed outside a reconciliation: not
 * from another instance, and not when it says so of many at once. Thread safe.
 */
@Singleton
final class MissingGuard {

    private static final int MOST_AT_ONCE = 10;
    private static final double PER_SECOND = 10 / 60.0;

    private final InstanceCheck instance;
    private final TokenBucket believed;
    private final Clock clock;

    MissingGuard(InstanceCheck instance, Clock clock) {
        this.instance = instance;
        this.clock = clock;
        this.believed = new TokenBucket(MOST_AT_ONCE, PER_SECOND, clock.millis());
    }

    UserFetch judge(UserFetch.NotFound missing) {
        return switch (instance.last()) {
            case DIFFERENT -> UserFetch.Unavailable.because("wrong_instance");
            case UNKNOWN -> UserFetch.Unavailable.because("instance_unverified");
            case SAME, UNCHECKABLE ->
                    believed.take(clock.millis())
                            ? missing
                            : UserFetch.Unavailable.because("many_not_found");
        };
    }
}
