package dev.rollcall.webhook.inbox;

import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.Duration;

/**
 * Where it is asked for, time stands still for what waits in memory: a slow machine is no fault.
 */
@Factory
@Requires(property = StillFreshEvents.WANTED, value = "true")
public final class StillFreshEvents {

    public static final String WANTED = "test.still-fresh-events";

    @Singleton
    @Replaces(FreshEvents.class)
    FreshEvents still() {
        return new FreshEvents(() -> 0L, Duration.ofSeconds(10));
    }
}
