package dev.rollcall.gateway.revocation;

import dev.rollcall.contracts.change.ChangeEntry;
import dev.rollcall.contracts.id.ClerkOrgId;
import dev.rollcall.contracts.id.ClerkSessionId;
import dev.rollcall.contracts.id.ClerkUserId;
import dev.rollcall.gateway.feed.FeedConfiguration;
import dev.rollcall.gateway.feed.FeedListener;
import io.micronaut.core.annotation.Order;
import io.micronaut.core.order.Ordered;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What was revoked during the last token lifetime: by then every token it could concern has
 * expired. Bounded: past {@link #MOST} of a kind the oldest is no longer known, and whatever was
 * issued up to then is refused until it is fetched anew, which Clerk does for live sessions only.
 * Read by any thread, written by the follower.
 */
@Singleton
@Order(Ordered.HIGHEST_PRECEDENCE)
public final class Revocations implements FeedListener {

    static final int MOST = 100_000;

    private static final Logger LOG = LoggerFactory.getLogger(Revocations.class);

    private record Member(ClerkOrgId org, ClerkUserId user) {}

    private final ExpiringTimes<ClerkSessionId> sessions;
    private final ExpiringTimes<ClerkUserId> users;
    private final ExpiringTimes<Member> members;
    private final Clock clock;
    private volatile Instant forgotten = Instant.MIN;

    @Inject
    public Revocations(FeedConfiguration configuration, Clock clock) {
        this(configuration, MOST, clock);
    }

    Revocations(FeedConfiguration configuration, int most, Clock clock) {
        this.sessions = new ExpiringTimes<>(configuration.tokenLifetime(), most);
        this.users = new ExpiringTimes<>(configuration.tokenLifetime(), most);
        this.members = new ExpiringTimes<>(configuration.tokenLifetime(), most);
        this.clock = clock;
    }

    /**
     * Why a token does not count, if it does not.
     *
     * @param org the token's active organisation
     * @param issuedAt in whole seconds: one issued in the second of a removal is refused too
     */
    public Optional<Revocation> find(
            ClerkUserId user, ClerkSessionId session, @Nullable ClerkOrgId org, Instant issuedAt) {
        if (sessions.find(session) != null) {
            return Optional.of(Revocation.SESSION);
        }
        if (users.find(user) != null) {
            return Optional.of(Revocation.USER);
        }
        Instant removed = org == null ? null : members.find(new Member(org, user));
        if (removed != null && !issuedAt.isAfter(removed)) {
            return Optional.of(Revocation.MEMBERSHIP);
        }
        return issuedAt.isAfter(forgotten) ? Optional.empty() : Optional.of(Revocation.FORGOTTEN);
    }

    @Override
    public void heard(List<ChangeEntry> changes) {
        Instant now = clock.instant();
        sessions.expire(now);
        users.expire(now);
        members.expire(now);
        changes.forEach(change -> heard(change, now));
    }

    /** What was revoked stays so; what was missed is told again at a start. */
    @Override
    public void missedSome() {}

    private void heard(ChangeEntry change, Instant now) {
        switch (change.kind()) {
            case SESSION_REVOKED -> keep(sessions, change.requireSession(), change.at(), now);
            case USER_REVOKED -> keep(users, change.requireUser(), change.at(), now);
            case USER_READMITTED -> users.remove(change.requireUser());
            case MEMBERSHIP_REVOKED ->
                    keep(
                            members,
                            new Member(change.requireOrg(), change.requireUser()),
                            change.at(),
                            now);
            case USER_CHANGED, MEMBERSHIP_CHANGED, ORG_CHANGED -> {}
        }
    }

    private <K> void keep(ExpiringTimes<K> times, K key, Instant at, Instant now) {
        times.makeRoom().filter(lost -> lost.isAfter(forgotten)).ifPresent(this::forget);
        times.put(key, at, now);
    }

    private void forget(Instant upTo) {
        if (forgotten.equals(Instant.MIN)) {
            LOG.warn("event=revocations.full most={}", MOST);
        }
        forgotten = upTo;
    }
}
