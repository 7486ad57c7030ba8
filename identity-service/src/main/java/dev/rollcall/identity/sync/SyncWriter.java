package dev.rollcall.identity.sync;

import dev.rollcall.contracts.id.ClerkUserId;
import dev.rollcall.contracts.resolve.TokenClaims;
import dev.rollcall.identity.change.Change;
import dev.rollcall.identity.change.Changes;
import dev.rollcall.identity.tombstone.Tombstones;
import dev.rollcall.identity.user.UserRepository;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** The transactions that request-time sync makes; each is one small step that may be repeated. */
@Singleton
class SyncWriter {

    private final UserRepository users;
    private final Tombstones tombstones;
    private final Changes changes;
    private final Clock clock;

    SyncWriter(UserRepository users, Tombstones tombstones, Changes changes, Clock clock) {
        this.users = users;
        this.tombstones = tombstones;
        this.changes = changes;
        this.clock = clock;
    }

    /** Whether the person was deleted at Clerk. */
    @Transactional
    boolean isDeleted(ClerkUserId clerkId) {
        return tombstones.exists(Tombstones.Kind.USER, clerkId.value());
    }

    @Transactional
    boolean isKnown(ClerkUserId clerkId) {
        return users.findByClerkId(clerkId.value()).isPresent();
    }

    /** Told to the gateways too: they may remember the person by an older token. */
    @Transactional
    void keepClaims(ClerkUserId clerkId, TokenClaims claims) {
        Instant now = clock.instant();
        long kept =
                users.updateClaims(
                        clerkId.value(),
                        claims.issuedAt(),
                        ClaimCheck.text(claims.email()),
                        ClaimCheck.text(claims.firstName()),
                        ClaimCheck.text(claims.lastName()),
                        ClaimCheck.text(claims.username()),
                        ClaimCheck.text(claims.imageUrl()),
                        claims.role(),
                        now);
        if (kept > 0) {
            changes.append(List.of(new Change.UserChanged(clerkId, now)));
        }
    }

    @Transactional
    void keepContradiction(ClerkUserId clerkId, TokenClaims claims) {
        users.updateContradicted(clerkId.value(), ClaimCheck.hash(claims));
    }
}
