package dev.rollcall.identity.sync;

import dev.rollcall.contracts.id.ClerkUserId;
import dev.rollcall.identity.clerk.ClerkBudget;
import dev.rollcall.identity.clerk.ClerkUsers;
import dev.rollcall.identity.clerk.UserFetch;
import dev.rollcall.identity.mirror.Cause;
import dev.rollcall.identity.mirror.Observation;
import dev.rollcall.identity.sighting.ObserveAtClerk;
import dev.rollcall.identity.sighting.Sighting;
import dev.rollcall.identity.user.UserFacts;
import io.micronaut.scheduling.TaskExecutors;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Fetches one person from Clerk and applies what came. One flight per person and process; the row's
 * lock settles it between processes.
 */
@Singleton
final class SyncUser {

    /** Clerk's own reads may lag behind its tokens: a 404 this early is not believed. */
    private static final Duration TOO_YOUNG_TO_MISS = Duration.ofSeconds(60);

    private static final UserFetch SLOW = new UserFetch.Unavailable("clerk_slow", Optional.empty());

    private final SingleFlight<ClerkUserId, UserFetch> flights = new SingleFlight<>();
    private final ClerkUsers clerk;
    private final ObserveAtClerk observe;
    private final SyncFailures failures;
    private final ExecutorService threads;
    private final Clock clock;
    private final Duration patience;

    SyncUser(
            ClerkUsers clerk,
            ObserveAtClerk observe,
            SyncFailures failures,
            @Named(TaskExecutors.BLOCKING) ExecutorService threads,
            Clock clock,
            SyncConfiguration sync) {
        this.clerk = clerk;
        this.observe = observe;
        this.failures = failures;
        this.threads = threads;
        this.clock = clock;
        this.patience = sync.patience();
    }

    /** {@code firstSeenAt} is when the row was made; now, if there is none. */
    UserFetch run(ClerkUserId clerkId, Instant firstSeenAt, ClerkBudget.Use use) {
        return fly(clerkId, firstSeenAt, use, fetched -> {});
    }

    /**
     * The same for whoever is waiting for an answer: Clerk has {@code patience}, then the person is
     * at least mentioned and the flight goes on alone. Our own writing is waited for: to write
     * something else meanwhile would only stand in its way.
     */
    UserFetch runBriefly(ClerkUserId clerkId, Instant firstSeenAt) {
        CompletableFuture<UserFetch> fetched = new CompletableFuture<>();
        CompletableFuture<UserFetch> flight =
                CompletableFuture.supplyAsync(
                        () -> fly(clerkId, firstSeenAt, ClerkBudget.Use.REQUEST, fetched::complete),
                        threads);
        CompletableFuture<UserFetch> heard =
                CompletableFuture.anyOf(fetched, flight)
                        .thenApply(UserFetch.class::cast)
                        .completeOnTimeout(SLOW, patience.toMillis(), TimeUnit.MILLISECONDS);
        if (SingleFlight.join(heard) == SLOW) {
            apply(clerkId, new Observation.Mentioned<>());
            return SLOW;
        }
        return SingleFlight.join(flight);
    }

    /** On somebody else's flight nothing is heard before its end. */
    private UserFetch fly(
            ClerkUserId clerkId,
            Instant firstSeenAt,
            ClerkBudget.Use use,
            Consumer<UserFetch> fetched) {
        return flights.run(clerkId, () -> fetchAndApply(clerkId, firstSeenAt, use, fetched));
    }

    private UserFetch fetchAndApply(
            ClerkUserId clerkId,
            Instant firstSeenAt,
            ClerkBudget.Use use,
            Consumer<UserFetch> fetched) {
        UserFetch fetch = clerk.fetch(clerkId, use);
        fetched.accept(fetch);
        switch (fetch) {
            case UserFetch.Found found -> apply(clerkId, found.observation());
            case UserFetch.NotFound missing -> apply(clerkId, missing(missing, firstSeenAt));
            case UserFetch.Unavailable unavailable -> {
                failures.note(unavailable.reason());
                apply(clerkId, new Observation.Mentioned<>());
            }
        }
        return fetch;
    }

    private Observation<UserFacts> missing(UserFetch.NotFound missing, Instant firstSeenAt) {
        boolean young = firstSeenAt.plus(TOO_YOUNG_TO_MISS).isAfter(clock.instant());
        return young
                ? new Observation.Mentioned<>()
                : new Observation.Missed<>(missing.observedAt());
    }

    private void apply(ClerkUserId clerkId, Observation<UserFacts> observation) {
        observe.run(
                List.of(new Sighting.OfUser(clerkId, observation)), Cause.request(clock.instant()));
    }
}
