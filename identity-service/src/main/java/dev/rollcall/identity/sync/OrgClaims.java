package dev.rollcall.identity.sync;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.rollcall.contracts.id.ClerkOrgId;
import dev.rollcall.contracts.id.ClerkUserId;
import dev.rollcall.identity.clerk.ClerkConfiguration;
import dev.rollcall.identity.clerk.ClerkListing;
import dev.rollcall.identity.clerk.ClerkPage;
import dev.rollcall.identity.mirror.Cause;
import dev.rollcall.identity.sighting.ObserveAtClerk;
import io.micronaut.scheduling.TaskExecutors;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * A token names an organisation in which the mirror knows no live membership: that person's
 * memberships are fetched once, never inserted from the claim. One flight per person; what Clerk
 * contradicted is not asked again for a while. Thread safe.
 */
@Singleton
final class OrgClaims {

    private record Claim(ClerkUserId user, ClerkOrgId org) {}

    private static final Duration REMEMBERED = Duration.ofMinutes(10);
    private static final int MOST_REMEMBERED = 10_000;

    private final SingleFlight<ClerkUserId, Boolean> flights = new SingleFlight<>();
    private final Cache<Claim, Boolean> asked =
            Caffeine.newBuilder().expireAfterWrite(REMEMBERED).maximumSize(MOST_REMEMBERED).build();
    private final ClerkListing clerk;
    private final ClerkConfiguration configuration;
    private final ObserveAtClerk observe;
    private final ExecutorService threads;
    private final Clock clock;
    private final Duration patience;

    OrgClaims(
            ClerkListing clerk,
            ClerkConfiguration configuration,
            ObserveAtClerk observe,
            @Named(TaskExecutors.BLOCKING) ExecutorService threads,
            Clock clock,
            SyncConfiguration sync) {
        this.clerk = clerk;
        this.configuration = configuration;
        this.observe = observe;
        this.threads = threads;
        this.clock = clock;
        this.patience = sync.patience();
    }

    /** Whether the person's memberships have just been read: the row is worth another look. */
    boolean confirm(ClerkUserId user, ClerkOrgId org) {
        Claim claim = new Claim(user, org);
        if (!configuration.hasSecretKey() || asked.getIfPresent(claim) != null) {
            return false;
        }
        CompletableFuture<Boolean> flight =
                CompletableFuture.supplyAsync(() -> flights.run(user, () -> fetch(user)), threads)
                        .completeOnTimeout(false, patience.toMillis(), TimeUnit.MILLISECONDS);
        boolean answered = SingleFlight.join(flight);
        if (answered) {
            asked.put(claim, true);
        }
        return answered;
    }

    private boolean fetch(ClerkUserId user) {
        return switch (clerk.membershipsOf(user)) {
            case ClerkPage.Read page -> {
                List<ClerkPage.Item> items = page.items();
                if (!items.isEmpty()) {
                    observe.run(
                            items.stream().map(ClerkPage.Item::sighting).toList(),
                            Cause.request(clock.instant()));
                }
                yield true;
            }
            case ClerkPage.CursorGone gone -> false;
            case ClerkPage.Unavailable unavailable -> false;
        };
    }
}
