package dev.rollcall.identity.sync;

import dev.rollcall.contracts.id.ClerkUserId;
import dev.rollcall.contracts.problem.ProblemCode;
import dev.rollcall.contracts.problem.ProblemException;
import dev.rollcall.contracts.resolve.ResolveRequest;
import dev.rollcall.contracts.resolve.ResolveResponse;
import dev.rollcall.contracts.resolve.TokenClaims;
import dev.rollcall.identity.clerk.ClerkConfiguration;
import dev.rollcall.identity.clerk.UserFetch;
import dev.rollcall.identity.user.DefaultOrgPolicy;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * Finds the local user of a verified token. Usually one read and nothing else: it writes and
 * fetches only when the person is unknown, the token says something new, or a sync was asked for.
 */
@Singleton
final class ResolveUser {

    private static final Duration TRY_AGAIN = Duration.ofSeconds(2);

    private final ResolvedUserReader reader;
    private final SyncUser syncUser;
    private final SyncWriter writer;
    private final ClerkConfiguration clerk;
    private final DefaultOrgPolicy defaults;
    private final Clock clock;

    ResolveUser(
            ResolvedUserReader reader,
            SyncUser syncUser,
            SyncWriter writer,
            ClerkConfiguration clerk,
            DefaultOrgPolicy defaults,
            Clock clock) {
        this.reader = reader;
        this.syncUser = syncUser;
        this.writer = writer;
        this.clerk = clerk;
        this.defaults = defaults;
        this.clock = clock;
    }

    ResolveResponse run(ResolveRequest request) {
        ClerkUserId clerkId = request.clerkId();
        TokenClaims claims = request.claims();
        Optional<ResolvedUser> known = reader.find(clerkId);
        ResolvedUser user =
                known.isEmpty()
                        ? first(clerkId)
                        : request.syncNow() ? syncNow(known.get()) : known.get();
        ClaimCheck check = ClaimCheck.of(user.row(), claims);
        if (check == ClaimCheck.DIFFERENT) {
            user = confirm(user, clerkId, claims, known.isEmpty() || request.syncNow());
            check = ClaimCheck.of(user.row(), claims);
        }
        return answer(user, claims, role(user, claims, check));
    }

    /**
     * Somebody the mirror has never seen: fetched now, or kept as pending if Clerk does not answer.
     */
    private ResolvedUser first(ClerkUserId clerkId) {
        if (writer.isDeleted(clerkId)) {
            throw disabled();
        }
        syncUser.run(clerkId, clock.instant());
        return reader.find(clerkId).orElseThrow(ResolveUser::disabled);
    }

    private ResolvedUser syncNow(ResolvedUser known) {
        ClerkUserId clerkId = clerkId(known);
        UserFetch fetch = syncUser.run(clerkId, known.row().createdAt());
        if (fetch instanceof UserFetch.Unavailable unavailable && clerk.hasSecretKey()) {
            throw ProblemException.unavailable(
                    "Clerk does not answer.", unavailable.retryAfter().orElse(TRY_AGAIN), null);
        }
        return reader.find(clerkId).orElseThrow(ResolveUser::disabled);
    }

    /** The token says something new: kept as a hint, and asked of Clerk once. */
    private ResolvedUser confirm(
            ResolvedUser user, ClerkUserId clerkId, TokenClaims claims, boolean justFetched) {
        writer.keepClaims(clerkId, claims);
        if (!justFetched) {
            syncUser.run(clerkId, user.row().createdAt());
        }
        ResolvedUser fresh = reader.find(clerkId).orElseThrow(ResolveUser::disabled);
        boolean answered = isFresher(fresh, user) || (justFetched && isSynced(fresh));
        if (answered && ClaimCheck.of(fresh.row(), claims) == ClaimCheck.DIFFERENT) {
            writer.keepContradiction(clerkId, claims);
            return reader.find(clerkId).orElseThrow(ResolveUser::disabled);
        }
        return fresh;
    }

    private static boolean isFresher(ResolvedUser fresh, ResolvedUser before) {
        return isSynced(fresh)
                && !Objects.equals(
                        fresh.row().versionObservedMs(), before.row().versionObservedMs());
    }

    private static boolean isSynced(ResolvedUser user) {
        return user.row().versionObservedMs() != null;
    }

    private String role(ResolvedUser user, TokenClaims claims, ClaimCheck check) {
        EffectiveRole role = EffectiveRole.of(user.row(), claims, check, defaults.role());
        return switch (role) {
            case EffectiveRole.Granted granted -> granted.role();
            case EffectiveRole.Unconfirmed unconfirmed -> unconfirmed(user, unconfirmed);
        };
    }

    private String unconfirmed(ResolvedUser user, EffectiveRole.Unconfirmed unconfirmed) {
        if (clerk.hasSecretKey()) {
            throw ProblemException.retryLater(
                    ProblemCode.ROLE_UNCONFIRMED, "Clerk does not answer.", TRY_AGAIN);
        }
        String mirrored = user.row().role();
        String fallback = mirrored == null ? defaults.role() : mirrored;
        return clerk.trustTokenRole() ? unconfirmed.claimed() : fallback;
    }

    private ResolveResponse answer(ResolvedUser user, TokenClaims claims, String role) {
        if (user.row().banned() || LocalUsers.isAbsent(user.row())) {
            throw disabled();
        }
        return new ResolveResponse(
                LocalUsers.of(user.row(), defaults.role()),
                role,
                user.orgs().stream()
                        .filter(
                                org ->
                                        org.clerkId() != null
                                                && org.clerkId().equals(claims.orgId()))
                        .findFirst()
                        .orElse(null),
                user.orgs());
    }

    private static ClerkUserId clerkId(ResolvedUser user) {
        return new ClerkUserId(Objects.requireNonNull(user.row().clerkId()));
    }

    private static ProblemException disabled() {
        return new ProblemException(
                ProblemCode.USER_DISABLED, "This user has been disabled or deleted.");
    }
}
