package dev.rollcall.identity.sync;

import dev.rollcall.contracts.id.ClerkUserId;
import dev.rollcall.identity.user.UserRepository;
import dev.rollcall.identity.user.UserRow;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The people whose details are due, as leases on their rows. */
@Singleton
class HealQueue {

    private static final Duration LEASE = Duration.ofSeconds(30);

    private final UserRepository users;
    private final Clock clock;

    HealQueue(UserRepository users, Clock clock) {
        this.users = users;
        this.clock = clock;
    }

    @Transactional
    List<UserRow> claim(int most) {
        Instant now = clock.instant();
        return users.claimDue(now, now.plus(LEASE), most);
    }

    @Transactional
    void retry(ClerkUserId clerkId, String status, String reason, Duration delay) {
        Instant now = clock.instant();
        users.updateFailure(clerkId.value(), status, reason, now.plus(delay), now);
    }
}
