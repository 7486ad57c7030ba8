package dev.rollcall.gateway.identity;

import dev.rollcall.contracts.id.ClerkUserId;
import dev.rollcall.contracts.problem.ProblemCode;
import dev.rollcall.contracts.resolve.ResolveRequest;
import dev.rollcall.contracts.resolve.ResolveResponse;
import dev.rollcall.contracts.resolve.TokenClaims;
import dev.rollcall.gateway.feed.FeedConfiguration;
import dev.rollcall.gateway.feed.FeedState;
import dev.rollcall.gateway.identity.RememberedIdentities.Remembered;
import dev.rollcall.gateway.token.SessionToken;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * The local user of a verified token: from memory while it is fresh, which is longer while the
 * change feed is followed, else from identity-service, one call at a time per user and claims.
 * While the service is away what is at most {@link RememberedIdentities#USABLE} old still serves
 * reads, never a role. Only active users are remembered. Thread safe.
 */
@Singleton
public final class IdentityResolver {

    private static final Duration RETRY = Duration.ofSeconds(2);
    private static final String ACTIVE = "active";

    /** What a caller may be given when the service is away. */
    public enum Tolerance {
        STALE_ALLOWED,
        FRESH_ONLY
    }

    /** Who asks with which claims; {@code iat} left out, or every new token would be a new key. */
    private record Key(ClerkUserId user, TokenClaims claims) {}

    private final IdentityCalls calls;
    private final RememberedIdentities memory;
    private final FeedState feed;
    private final FeedConfiguration configuration;
    private final Clock clock;
    private final ConcurrentMap<Key, CompletableFuture<Resolution>> running =
            new ConcurrentHashMap<>();

    IdentityResolver(
            IdentityCalls calls,
            RememberedIdentities memory,
            FeedState feed,
            FeedConfiguration configuration,
            Clock clock) {
        this.calls = calls;
        this.memory = memory;
        this.feed = feed;
        this.configuration = configuration;
        this.clock = clock;
    }

    /** What is remembered and fresh; never waits. */
    public Optional<ResolveResponse> recall(SessionToken token) {
        return recall(key(token));
    }

    private Optional<ResolveResponse> recall(Key key) {
        Remembered known = memory.find(key.user(), key.claims());
        return known != null && isYoungerThan(fresh(), known)
                ? Optional.of(known.response())
                : Optional.empty();
    }

    /** Waits for identity-service where nothing fresh is remembered. */
    public Resolution resolve(SessionToken token, Tolerance tolerance) {
        Key key = key(token);
        Optional<ResolveResponse> known = recall(key);
        if (known.isPresent()) {
            return new Resolution.Resolved(known.get());
        }
        Resolution resolution = shared(key, token);
        boolean away = resolution instanceof Resolution.Refused refused && refused.isAway();
        if (away && tolerance == Tolerance.STALE_ALLOWED) {
            Remembered stale = memory.find(key.user(), key.claims());
            if (stale != null && isYoungerThan(RememberedIdentities.USABLE, stale)) {
                return new Resolution.Resolved(stale.response());
            }
        }
        return resolution;
    }

    /** Fetches from Clerk even if the mirror looks complete. */
    public Resolution syncNow(SessionToken token) {
        return ask(key(token), token, true);
    }

    private Resolution ask(Key key, SessionToken token, boolean syncNow) {
        long askedAt = memory.moment();
        Remembered known = memory.find(key.user(), key.claims());
        boolean nothingToFallBackOn =
                known == null || !isYoungerThan(RememberedIdentities.USABLE, known);
        Resolution resolution =
                calls.resolve(
                        new ResolveRequest(token.user(), token.claims(), syncNow),
                        nothingToFallBackOn && !syncNow);
        remember(key, resolution, askedAt);
        return resolution;
    }

    private Resolution shared(Key key, SessionToken token) {
        CompletableFuture<Resolution> mine = new CompletableFuture<>();
        CompletableFuture<Resolution> other = running.putIfAbsent(key, mine);
        if (other != null) {
            return other.join();
        }
        Resolution outcome = new Resolution.Refused(ProblemCode.UNAVAILABLE, RETRY);
        try {
            outcome = ask(key, token, false);
            return outcome;
        } finally {
            running.remove(key, mine);
            mine.complete(outcome);
        }
    }

    private void remember(Key key, Resolution resolution, long askedAt) {
        switch (resolution) {
            case Resolution.Resolved(ResolveResponse response) -> {
                if (response.user().syncStatus().equals(ACTIVE)) {
                    memory.keep(key.user(), key.claims(), response, askedAt);
                }
            }
            case Resolution.Refused refused -> {
                if (!refused.isAway()) {
                    memory.forget(key.user());
                }
            }
        }
    }

    private Duration fresh() {
        return feed.isAlive() ? configuration.identityFresh() : configuration.identityFreshLost();
    }

    private boolean isYoungerThan(Duration age, Remembered known) {
        return known.at().plus(age).isAfter(clock.instant());
    }

    private static Key key(SessionToken token) {
        TokenClaims claims = token.claims();
        return new Key(
                token.user(),
                new TokenClaims(
                        Instant.EPOCH,
                        claims.email(),
                        claims.firstName(),
                        claims.lastName(),
                        claims.username(),
                        claims.imageUrl(),
                        claims.role(),
                        claims.orgId(),
                        claims.orgRole()));
    }
}
