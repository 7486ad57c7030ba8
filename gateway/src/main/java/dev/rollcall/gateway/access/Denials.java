package dev.rollcall.gateway.access;

import dev.rollcall.contracts.id.ClerkOrgId;
import dev.rollcall.contracts.problem.ProblemCode;
import dev.rollcall.contracts.resolve.LocalOrg;
import dev.rollcall.contracts.resolve.ResolveResponse;
import dev.rollcall.gateway.access.AccessDecision.Denied;
import dev.rollcall.gateway.decision.Decision;
import dev.rollcall.gateway.decision.RecentDecisions;
import dev.rollcall.gateway.hygiene.CleanRequest;
import dev.rollcall.gateway.limit.Spent;
import dev.rollcall.gateway.route.Route;
import dev.rollcall.gateway.token.SessionToken;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keeps what a refusal was decided from, for an administrator who asks later. */
@Singleton
public final class Denials {

    private static final String REVOKED = "revoked_";

    private final RecentDecisions recent;
    private final Clock clock;

    Denials(RecentDecisions recent, Clock clock) {
        this.recent = recent;
        this.clock = clock;
    }

    /** What was granted and then could not be passed on, or had no answer to pass back. */
    public void failed(
            CleanRequest request, Ruling.Forwarded ruling, ProblemCode code, String reason) {
        Denied denied = new Denied(code, reason, Optional.empty());
        keep(
                request,
                ruling.route(),
                ruling.visitor()
                        .map(visitor -> denied.about(visitor.token(), visitor.identity()))
                        .orElse(denied),
                ruling.spent());
    }

    /**
     * @param route null where none matched
     * @param spent null where nothing was counted
     */
    void keep(CleanRequest request, @Nullable Route route, Denied denied, @Nullable Spent spent) {
        Denied.Seen seen = denied.seen();
        recent.keep(
                new Decision(
                        clock.instant(),
                        request.id().value(),
                        request.method(),
                        route == null ? null : route.name(),
                        route == null ? null : route.access().wire(),
                        denied.code().status(),
                        denied.code().wire(),
                        denied.reason(),
                        seen == null ? null : claims(seen.token()),
                        seen == null || seen.identity() == null ? null : mirror(seen.identity()),
                        denied.reason().startsWith(REVOKED)
                                ? denied.reason().substring(REVOKED.length())
                                : null,
                        limit(spent)));
    }

    private static Decision.Claims claims(SessionToken token) {
        ClerkOrgId org = token.claims().orgId();
        return new Decision.Claims(
                token.user().value(),
                token.session().value(),
                token.claims().issuedAt(),
                token.expiresAt(),
                token.impersonated(),
                token.claims().role(),
                org == null ? null : org.value(),
                token.claims().orgRole(),
                token.permissions().stream()
                        .sorted()
                        .limit(Decision.Claims.MOST_PERMISSIONS)
                        .toList());
    }

    private static Decision.Mirror mirror(ResolveResponse identity) {
        LocalOrg active = identity.activeOrg();
        return new Decision.Mirror(
                identity.user().id().toString(),
                identity.effectiveRole(),
                identity.user().syncStatus(),
                active == null ? null : active.id().toString(),
                active == null ? null : active.role());
    }

    private static Decision.@Nullable Limit limit(@Nullable Spent spent) {
        return spent == null
                ? null
                : new Decision.Limit(
                        spent.policy(),
                        spent.within(),
                        spent.quota(),
                        spent.remaining(),
                        spent.seconds());
    }
}
