package dev.rollcall.gateway.access;

import dev.rollcall.contracts.problem.ProblemCode;
import dev.rollcall.contracts.resolve.ResolveResponse;
import dev.rollcall.gateway.access.AccessDecision.Denied;
import dev.rollcall.gateway.access.AccessDecision.Granted;
import dev.rollcall.gateway.decision.CacheMetrics;
import dev.rollcall.gateway.feed.FeedState;
import dev.rollcall.gateway.hygiene.CleanRequest;
import dev.rollcall.gateway.identity.IdentityResolver;
import dev.rollcall.gateway.identity.IdentityResolver.Tolerance;
import dev.rollcall.gateway.identity.Resolution;
import dev.rollcall.gateway.identity.Visitor;
import dev.rollcall.gateway.limit.RateLimits;
import dev.rollcall.gateway.limit.Spent;
import dev.rollcall.gateway.revocation.Revocation;
import dev.rollcall.gateway.route.Access;
import dev.rollcall.gateway.route.Route;
import dev.rollcall.gateway.route.Terms;
import dev.rollcall.gateway.token.FirstLook;
import dev.rollcall.gateway.token.PresentedToken;
import dev.rollcall.gateway.token.SessionAuthenticator;
import dev.rollcall.gateway.token.SessionToken;
import dev.rollcall.gateway.token.TokenFinder;
import dev.rollcall.gateway.token.TokenVerification;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Decides about a request on a listed route: token, then local user, then the route's rule, then
 * the evidence of it. Nothing is forwarded before this has granted. What memory knows is decided on
 * the calling thread, which never waits; what has to be fetched or written is waited for elsewhere,
 * and the rest is decided there. Thread safe.
 */
@Singleton
final class Doorkeeper {

    private static final Duration RETRY = Duration.ofSeconds(2);

    private final TokenFinder finder;
    private final SessionAuthenticator authenticator;
    private final IdentityResolver resolver;
    private final AccessEvidence evidence;
    private final RateLimits limits;
    private final FeedState feed;
    private final Waiting waiting;
    private final CacheMetrics memory;
    private final MetricsAccess metrics;

    Doorkeeper(
            TokenFinder finder,
            SessionAuthenticator authenticator,
            IdentityResolver resolver,
            AccessEvidence evidence,
            RateLimits limits,
            FeedState feed,
            Waiting waiting,
            CacheMetrics memory,
            MetricsAccess metrics) {
        this.finder = finder;
        this.authenticator = authenticator;
        this.resolver = resolver;
        this.evidence = evidence;
        this.limits = limits;
        this.feed = feed;
        this.waiting = waiting;
        this.memory = memory;
        this.metrics = metrics;
    }

    CompletionStage<AccessDecision> decide(Inquiry inquiry) {
        CleanRequest request = inquiry.request();
        Route route = inquiry.route();
        if (route.terms().limit() == Terms.Limit.ADDRESS
                && !inquiry.isWithin(limits.takeAddress(request))) {
            return now(limited(inquiry));
        }
        if (route.access() instanceof Access.Public) {
            return now(
                    metrics.refusal(request)
                            .<AccessDecision>map(refused -> refused)
                            .orElseGet(() -> new Granted(Optional.empty())));
        }
        return switch (finder.find(request.headers(), route.page())) {
            case PresentedToken.Absent absent -> now(Denied.of(ProblemCode.SESSION_MISSING));
            case PresentedToken.Unusable unusable ->
                    now(new Denied(ProblemCode.TOKEN_INVALID, "token_scheme", Optional.empty()));
            case PresentedToken.Presented(String token) -> authenticate(token, inquiry);
        };
    }

    private static CompletionStage<AccessDecision> now(AccessDecision decision) {
        return CompletableFuture.completedFuture(decision);
    }

    /** What is remembered is no guess: only a token that has to be verified may be one too many. */
    private CompletionStage<AccessDecision> authenticate(String token, Inquiry inquiry) {
        Optional<TokenVerification> known = authenticator.recall(token);
        memory.token(known.isPresent());
        if (known.isPresent()) {
            return decide(known.get(), inquiry);
        }
        return inquiry.isWithin(limits.tooManyFailures(inquiry.request()))
                ? verify(token, inquiry)
                : now(limited(inquiry));
    }

    /** Here, for handing it over and back costs as much again; only fresh keys are waited for. */
    private CompletionStage<AccessDecision> verify(String token, Inquiry inquiry) {
        FirstLook first = authenticator.look(token);
        return first.answer().isPresent()
                ? decide(first.answer().get(), inquiry)
                : waiting.ask(inquiry.request().id(), () -> authenticator.lookAgain(first))
                        .thenCompose(verification -> decide(verification, inquiry));
    }

    private static Denied limited(Inquiry inquiry) {
        Spent spent = Objects.requireNonNull(inquiry.spent());
        return new Denied(
                ProblemCode.RATE_LIMITED,
                "limit_" + spent.policy(),
                Optional.of(spent.retryAfter()));
    }

    private CompletionStage<AccessDecision> decide(
            TokenVerification verification, Inquiry inquiry) {
        return switch (verification) {
            case TokenVerification.Verified(SessionToken token) -> decide(token, inquiry);
            case TokenVerification.Expired expired -> now(Denied.of(ProblemCode.TOKEN_EXPIRED));
            case TokenVerification.Revoked(SessionToken token, Revocation reason) ->
                    evidenced(denied(reason).about(token), token, inquiry);
            case TokenVerification.Pending pending -> now(Denied.of(ProblemCode.SESSION_PENDING));
            case TokenVerification.ForeignParty foreign ->
                    now(Denied.of(ProblemCode.AUTHORIZED_PARTY));
            case TokenVerification.Invalid(TokenVerification.Fault fault) -> {
                limits.countFailure(inquiry.request());
                yield now(new Denied(ProblemCode.TOKEN_INVALID, reason(fault), Optional.empty()));
            }
            case TokenVerification.Unverifiable unverifiable ->
                    now(
                            new Denied(
                                    ProblemCode.UNAVAILABLE,
                                    "token_keys_missing",
                                    Optional.of(RETRY)));
        };
    }

    /** What a new token cannot mend sends its owner away; else the caller hears to fetch one. */
    private static Denied denied(Revocation reason) {
        ProblemCode code =
                switch (reason) {
                    case SESSION -> ProblemCode.SESSION_REVOKED;
                    case USER -> ProblemCode.USER_DISABLED;
                    case MEMBERSHIP, FORGOTTEN -> ProblemCode.TOKEN_EXPIRED;
                };
        return new Denied(code, reason(reason), Optional.empty());
    }

    /** For the log, and stable: ReasonCodesTest lists them. */
    static String reason(TokenVerification.Fault fault) {
        return "token_" + fault.name().toLowerCase(Locale.ROOT);
    }

    static String reason(Revocation revocation) {
        return "revoked_" + revocation.name().toLowerCase(Locale.ROOT);
    }

    private CompletionStage<AccessDecision> decide(SessionToken token, Inquiry inquiry) {
        Terms terms = inquiry.route().terms();
        if (terms.limit() != Terms.Limit.NONE
                && !inquiry.isWithin(limits.take(token.user(), token.claims().orgId()))) {
            return counted(limited(inquiry).about(token), token, inquiry);
        }
        if (terms.refusedWithoutFeed() && !feed.isAlive()) {
            return counted(
                    new Denied(ProblemCode.UNAVAILABLE, "feed_lost", Optional.of(RETRY))
                            .about(token),
                    token,
                    inquiry);
        }
        Optional<ResolveResponse> known = resolver.recall(token);
        memory.identity(known.isPresent());
        if (known.isPresent()) {
            return decide(known.get(), token, inquiry);
        }
        Tolerance tolerance = tolerance(inquiry);
        return waiting.ask(inquiry.request().id(), () -> resolver.resolve(token, tolerance))
                .thenCompose(resolution -> decide(resolution, token, inquiry));
    }

    private static Tolerance tolerance(Inquiry inquiry) {
        String method = inquiry.request().method();
        boolean reading = method.equals("GET") || method.equals("HEAD");
        return reading && !inquiry.route().isEvidenced()
                ? Tolerance.STALE_ALLOWED
                : Tolerance.FRESH_ONLY;
    }

    private CompletionStage<AccessDecision> decide(
            Resolution resolution, SessionToken token, Inquiry inquiry) {
        return switch (resolution) {
            case Resolution.Refused(ProblemCode code, Duration retryAfter) -> {
                boolean again =
                        code == ProblemCode.UNAVAILABLE || code == ProblemCode.ROLE_UNCONFIRMED;
                Denied denied =
                        new Denied(
                                        code,
                                        code.wire(),
                                        again ? Optional.of(retryAfter) : Optional.empty())
                                .about(token);
                yield again ? now(denied) : evidenced(denied, token, inquiry);
            }
            case Resolution.Resolved(ResolveResponse response) -> decide(response, token, inquiry);
        };
    }

    private CompletionStage<AccessDecision> decide(
            ResolveResponse identity, SessionToken token, Inquiry inquiry) {
        Visitor visitor = new Visitor(token, identity);
        AccessDecision decision =
                AccessPolicy.refusal(
                                inquiry.route().access(), visitor, NamedOrgs.of(inquiry.request()))
                        .<AccessDecision>map(code -> Denied.of(code).about(token, identity))
                        .orElseGet(() -> new Granted(Optional.of(visitor)));
        return evidenced(decision, token, inquiry);
    }

    /** Evidence too, but these come as fast as somebody can ask: nobody waits for a commit. */
    private CompletionStage<AccessDecision> counted(
            Denied denied, SessionToken token, Inquiry inquiry) {
        if (inquiry.route().isEvidenced()) {
            evidence.count(token, inquiry.request().id());
        }
        return now(denied);
    }

    private CompletionStage<AccessDecision> evidenced(
            AccessDecision decision, SessionToken token, Inquiry inquiry) {
        CleanRequest request = inquiry.request();
        return inquiry.route().isEvidenced()
                ? waiting.ask(
                        request.id(),
                        () ->
                                evidence.record(
                                                decision,
                                                token,
                                                request.method(),
                                                inquiry.route(),
                                                request.id())
                                        ? decision
                                        : new Denied(
                                                        ProblemCode.UNAVAILABLE,
                                                        "evidence_missing",
                                                        Optional.of(RETRY))
                                                .about(token))
                : now(decision);
    }
}
