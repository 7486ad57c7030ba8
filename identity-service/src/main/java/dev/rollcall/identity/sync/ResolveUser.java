package dev.rollcall.identity.sync;

import dev.rollcall.contracts.id.ClerkOrgId;
import dev.rollcall.contracts.id.ClerkUserId;
import dev.rollcall.contracts.problem.ProblemCode;
import dev.rollcall.contracts.problem.ProblemException;
import dev.rollcall.contracts.resolve.ResolveRequest;
import dev.rollcall.contracts.resolve.ResolveResponse;
import dev.rollcall.contracts.resolve.TokenClaims;
import dev.rollcall.identity.clerk.ClerkConfiguration;
import dev.rollcall.identity.clerk.UserFetch;
import dev.rollcall.identity.user.DefaultOrgPolicy;
import dev.rollcall.identity.user.UserRow;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds the local user of a verified token. Usually one read and nothing else: it writes and
 * fetches only when the person is unknown, the token says something new, or a sync was asked for.
 */
@Singleton
final class ResolveUser {

    private static final Duration TRY_AGAIN = Duration.ofSeconds(2);

    /** A person as they are after what this request had to ask of Clerk, if anything. */
    private record Met(ResolvedUser user, Optional<UserFetch> fetch) {}

    private final SingleFlight<ClerkUserId, Met> newcomers = new SingleFlight<>();
    private final ResolvedUserReader reader;
    private final SyncUser syncUser;
    private final SyncWriter writer;
    private final OrgClaims orgClaims;
    private final ClerkConfiguration clerk;
    private final DefaultOrgPolicy defaults;
    private final Clock clock;

    ResolveUser(
            ResolvedUserReader reader,
            SyncUser syncUser,
            SyncWriter writer,
            OrgClaims orgClaims,
            ClerkConfiguration clerk,
            DefaultOrgPolicy defaults,
            Clock clock) {
        this.reader = reader;
        this.syncUser = syncUser;
        this.writer = writer;
        this.orgClaims = orgClaims;
        this.clerk = clerk;
        this.defaults = defaults;
        this.clock = clock;
    }

    ResolveResponse run(ResolveRequest request) {
        Optional<ResolvedUser> known = reader.find(request.clerkId());
        return known.flatMap(user -> settled(user, request))
                .orElseGet(() -> settle(request, known));
    }

    /** The answer about a known person, unless there is something to ask, to write or to refuse. */
    Optional<ResolveResponse> settled(ResolvedUser user, ResolveRequest request) {
        UserRow row = user.row();
        TokenClaims claims = request.claims();
        ClaimCheck check = ClaimCheck.of(row, claims);
        boolean open =
                request.syncNow()
                        || row.banned()
                        || LocalUsers.isAbsent(row)
                        || check == ClaimCheck.DIFFERENT
                        || !isIn(claims.orgId(), user);
        return open
                ? Optional.empty()
                : Optional.of(answer(user, claims, role(user, claims, check)));
    }

    private ResolveResponse settle(ResolveRequest request, Optional<ResolvedUser> known) {
        ClerkUserId clerkId = request.clerkId();
        TokenClaims claims = request.claims();
        Met met =
                known.isEmpty()
                        ? newcomers.run(clerkId, () -> first(clerkId))
                        : asked(request, known.get());
        ResolvedUser user = met.user();
        if (ClaimCheck.of(user.row(), claims) == ClaimCheck.DIFFERENT) {
            user = confirm(user, clerkId, claims, met.fetch());
        }
        user = confirmOrg(user, clerkId, claims);
        return answer(user, claims, role(user, claims, ClaimCheck.of(user.row(), claims)));
    }

    /** The token acts for an organisation that the mirror does not see the person in. */
    private ResolvedUser confirmOrg(ResolvedUser user, ClerkUserId clerkId, TokenClaims claims) {
        ClerkOrgId org = claims.orgId();
        if (org == null || isIn(org, user)) {
            return user;
        }
        return orgClaims.confirm(clerkId, org) ? get(clerkId) : user;
    }

    private static boolean isIn(@Nullable ClerkOrgId org, ResolvedUser user) {
        return org == null || user.orgs().stream().anyMatch(it -> org.equals(it.clerkId()));
    }

    /**
     * Somebody the mirror has never seen: fetched now, or kept as pending if Clerk does not answer.
     * Hundreds may ask at once; they share one answer.
     */
    private Met first(ClerkUserId clerkId) {
        if (writer.isDeleted(clerkId)) {
            throw disabled();
        }
        UserFetch fetch = syncUser.runBriefly(clerkId, clock.instant());
        return new Met(get(clerkId), Optional.of(fetch));
    }

    private Met asked(ResolveRequest request, ResolvedUser known) {
        boolean seenAgain = LocalUsers.isSeenAgain(known.row(), request.claims().issuedAt());
        if (!request.syncNow() && !seenAgain) {
            return new Met(known, Optional.empty());
        }
        UserFetch fetch = syncUser.runBriefly(request.clerkId(), known.row().createdAt());
        if (request.syncNow()
                && fetch instanceof UserFetch.Unavailable unavailable
                && clerk.hasSecretKey()) {
            throw ProblemException.unavailable(
                    "Clerk does not answer.", unavailable.retryAfter().orElse(TRY_AGAIN), null);
        }
        return new Met(get(request.clerkId()), Optional.of(fetch));
    }

    /** The token says something new: kept as a hint, and asked of Clerk once. */
    private ResolvedUser confirm(
            ResolvedUser user,
            ClerkUserId clerkId,
            TokenClaims claims,
            Optional<UserFetch> justFetched) {
        writer.keepClaims(clerkId, claims);
        boolean asks = justFetched.isEmpty() && clerk.hasSecretKey();
        Optional<UserFetch> fetch =
                asks
                        ? Optional.of(syncUser.runBriefly(clerkId, user.row().createdAt()))
                        : justFetched;
        ResolvedUser fresh = get(clerkId);
        boolean contradicted =
                fetch.filter(UserFetch.Found.class::isInstance).isPresent()
                        && ClaimCheck.of(fresh.row(), claims) != ClaimCheck.SAME;
        if (!contradicted) {
            return fresh;
        }
        writer.keepContradiction(clerkId, claims);
        return get(clerkId);
    }

    private ResolvedUser get(ClerkUserId clerkId) {
        return reader.find(clerkId).orElseThrow(ResolveUser::disabled);
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
                LocalUsers.of(user, defaults.role()),
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

    private static ProblemException disabled() {
        return new ProblemException(
                ProblemCode.USER_DISABLED, "This user has been disabled or deleted.");
    }
}
