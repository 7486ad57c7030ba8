package dev.rollcall.gateway.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.rollcall.contracts.change.ChangeEntry;
import dev.rollcall.contracts.id.ClerkOrgId;
import dev.rollcall.contracts.id.ClerkUserId;
import dev.rollcall.contracts.resolve.LocalOrg;
import dev.rollcall.contracts.resolve.ResolveResponse;
import dev.rollcall.contracts.resolve.TokenClaims;
import dev.rollcall.gateway.feed.FeedListener;
import dev.rollcall.gateway.memory.HeapShare;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The answers of identity-service, per user and claims, until a change of the user or of one of
 * their organisations is heard. An answer that was asked for before the change and comes after it
 * is not kept. Bounded, thread safe.
 */
@Singleton
final class RememberedIdentities implements FeedListener {

    /** How long an answer is of any use. */
    static final Duration USABLE = Duration.ofSeconds(60);

    private static final int MOST_CHANGES = 50_000;
    private static final int MOST_CLAIMS = 8;

    record Remembered(ResolveResponse response, Instant at) {}

    private final Clock clock;
    private final Cache<ClerkUserId, Map<TokenClaims, Remembered>> byUser =
            Caffeine.newBuilder()
                    .maximumSize(HeapShare.sessions())
                    .expireAfterWrite(USABLE)
                    .executor(Runnable::run) // upkeep costs less than waking somebody for it
                    .build();

    /** Longer than any call lasts. */
    private final Cache<ClerkUserId, Long> changedAt =
            Caffeine.newBuilder().maximumSize(MOST_CHANGES).expireAfterWrite(USABLE).build();

    private final AtomicLong moment = new AtomicLong();
    private volatile long anybodyChangedAt;

    RememberedIdentities(Clock clock) {
        this.clock = clock;
    }

    /** To be taken before asking, and handed to {@link #keep}. */
    long moment() {
        return moment.get();
    }

    @Nullable Remembered find(ClerkUserId user, TokenClaims claims) {
        Map<TokenClaims, Remembered> known = byUser.getIfPresent(user);
        return known == null ? null : known.get(claims);
    }

    void keep(ClerkUserId user, TokenClaims claims, ResolveResponse response, long askedAt) {
        Remembered fresh = new Remembered(response, clock.instant());
        byUser.asMap()
                .compute(
                        user,
                        (same, known) ->
                                isChangedSince(askedAt, user) ? known : with(known, claims, fresh));
    }

    void forget(ClerkUserId user) {
        byUser.invalidate(user);
    }

    @Override
    public void heard(List<ChangeEntry> changes) {
        Set<ClerkOrgId> orgs = new HashSet<>();
        for (ChangeEntry change : changes) {
            ClerkUserId user = change.user();
            if (user != null) {
                changedAt.put(user, moment.incrementAndGet());
                byUser.invalidate(user);
            } else if (change.org() != null) {
                orgs.add(change.org());
            }
        }
        if (!orgs.isEmpty()) {
            anybodyChangedAt = moment.incrementAndGet();
            byUser.asMap().values().removeIf(known -> isIn(orgs, known.values()));
        }
    }

    @Override
    public void missedSome() {
        anybodyChangedAt = moment.incrementAndGet();
        byUser.invalidateAll();
    }

    /** People, about. */
    long size() {
        return byUser.estimatedSize();
    }

    private boolean isChangedSince(long askedAt, ClerkUserId user) {
        Long changed = changedAt.getIfPresent(user);
        return askedAt < anybodyChangedAt || (changed != null && askedAt < changed);
    }

    private static Map<TokenClaims, Remembered> with(
            @Nullable Map<TokenClaims, Remembered> known, TokenClaims claims, Remembered fresh) {
        if (known == null || known.size() >= MOST_CLAIMS) {
            return Map.of(claims, fresh);
        }
        Map<TokenClaims, Remembered> all = new HashMap<>(known);
        all.put(claims, fresh);
        return Map.copyOf(all);
    }

    private static boolean isIn(Set<ClerkOrgId> orgs, Collection<Remembered> known) {
        return known.stream()
                .flatMap(remembered -> remembered.response().orgs().stream())
                .map(LocalOrg::clerkId)
                .filter(Objects::nonNull)
                .anyMatch(orgs::contains);
    }
}
