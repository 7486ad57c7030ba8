package dev.rollcall.gateway.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.rollcall.contracts.id.ClerkUserId;
import dev.rollcall.contracts.problem.ProblemCode;
import dev.rollcall.contracts.resolve.ResolveRequest;
import dev.rollcall.contracts.resolve.ResolveResponse;
import dev.rollcall.contracts.resolve.TokenClaims;
import dev.rollcall.gateway.token.SessionToken;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * The local user of a verified token: from memory for {@link #FRESH}, else from identity-service,
 * one call at a time per user and claims. While the service is away what is at most {@link #USABLE}
 * old still serves reads, never a role. Only active users are remembered. Thread safe.
 */
@Singleton
public final class IdentityResolver {

    static final Duration FRESH = Duration.ofSeconds(2);
    static final Duration USABLE = Duration.ofSeconds(60);

    private static final int MOST = 50_000;
    private static final String ACTIVE = "active";

    /** What a caller may be given when the service is away. */
    public enum Tolerance {
        STALE_ALLOWED,
        FRESH_ONLY
    }

    /** Who asks with which claims; {@code iat} left out, or every new token would be a new key. */
    private record Key(ClerkUserId user, TokenClaims claims) {}

    private record Remembered(ResolveResponse response, Instant at) {}

    private final IdentityCalls calls;
    private final Clock clock;
    private final Cache<Key, Remembered> remembered =
            Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(USABLE).build();
    private final ConcurrentMap<Key, CompletableFuture<Resolution>> running =
            new ConcurrentHashMap<>();

    IdentityResolver(IdentityCalls calls, Clock clock) {
        this.calls = calls;
        this.clock = clock;
    }

    public Resolution resolve(SessionToken token, Tolerance tolerance) {
        Key key = key(token);
        Remembered known = remembered.getIfPresent(key);
        if (known != null && isYoungerThan(FRESH, known)) {
            return new Resolution.Resolved(known.response());
        }
        Resolution resolution = shared(key, token);
        boolean away = resolution instanceof Resolution.Refused refused && refused.isAway();
        if (away
                && tolerance == Tolerance.STALE_ALLOWED
                && known != null
                && isYoungerThan(USABLE, known)) {
            return new Resolution.Resolved(known.response());
        }
        return resolution;
    }

    /** Fetches from Clerk even if the mirror looks complete. */
    public Resolution syncNow(SessionToken token) {
        return remember(
                key(token), calls.resolve(new ResolveRequest(token.user(), token.claims(), true)));
    }

    private Resolution shared(Key key, SessionToken token) {
        CompletableFuture<Resolution> mine = new CompletableFuture<>();
        CompletableFuture<Resolution> other = running.putIfAbsent(key, mine);
        if (other != null) {
            return other.join();
        }
        Resolution outcome = new Resolution.Refused(ProblemCode.UNAVAILABLE, FRESH);
        try {
            outcome =
                    remember(
                            key,
                            calls.resolve(new ResolveRequest(token.user(), token.claims(), false)));
            return outcome;
        } finally {
            running.remove(key, mine);
            mine.complete(outcome);
        }
    }

    private Resolution remember(Key key, Resolution resolution) {
        switch (resolution) {
            case Resolution.Resolved(ResolveResponse response) -> {
                if (response.user().syncStatus().equals(ACTIVE)) {
                    remembered.put(key, new Remembered(response, clock.instant()));
                }
            }
            case Resolution.Refused refused -> {
                if (!refused.isAway()) {
                    remembered.invalidate(key);
                }
            }
        }
        return resolution;
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
