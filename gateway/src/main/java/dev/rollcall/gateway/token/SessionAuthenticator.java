package dev.rollcall.gateway.token;

import dev.rollcall.gateway.revocation.Revocations;
import dev.rollcall.gateway.token.TokenVerification.Fault;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;

/**
 * Verifies presented tokens: from memory, else with the keys in force, else once more with fresh
 * keys where a rotation could explain the failure. Whatever the way, it is asked each time whether
 * the token was revoked. Thread safe.
 */
@Singleton
public final class SessionAuthenticator {

    private static final int LONGEST_TOKEN = 8192;

    private final SessionKeys keys;
    private final TokenRules rules;
    private final ClaimSightings sightings;
    private final Revocations revocations;
    private final Clock clock;

    SessionAuthenticator(
            SessionKeys keys,
            TokenRules rules,
            ClaimSightings sightings,
            Revocations revocations,
            Clock clock) {
        this.keys = keys;
        this.rules = rules;
        this.sightings = sightings;
        this.revocations = revocations;
        this.clock = clock;
    }

    /** What is to be said of a token that was verified before, at this moment; never waits. */
    public Optional<TokenVerification> recall(String token) {
        return token.length() > LONGEST_TOKEN
                ? Optional.empty()
                : keys.current()
                        .tokens()
                        .find(VerifiedTokens.Fingerprint.of(token))
                        .map(
                                known ->
                                        judge(
                                                SessionTokenVerifier.judgeTime(
                                                        known, clock.instant())));
    }

    /**
     * What the keys in force say of a token that is not remembered: computes for some 25 µs, and
     * never waits.
     */
    public FirstLook look(String token) {
        SessionKeys.Generation with = keys.current();
        TokenVerification verification =
                token.length() > LONGEST_TOKEN
                        ? new TokenVerification.Invalid(Fault.MALFORMED)
                        : verify(token, with);
        return new FirstLook(
                token,
                with,
                verification,
                couldBeRotation(verification)
                        ? Optional.empty()
                        : Optional.of(judge(verification)));
    }

    /**
     * What fresh keys say, where a first look left it open; waits for them, at most two seconds.
     */
    public TokenVerification lookAgain(FirstLook first) {
        keys.refreshIfDue();
        SessionKeys.Generation fresh = keys.current();
        return fresh.ring() == first.with().ring()
                ? judge(first.verification())
                : judge(verify(first.token(), fresh));
    }

    /** All of it: may wait for one fetch of keys, never longer than two seconds. */
    public TokenVerification authenticate(String token) {
        Optional<TokenVerification> known = recall(token);
        if (known.isPresent()) {
            return known.get();
        }
        FirstLook first = look(token);
        return first.answer().orElseGet(() -> lookAgain(first));
    }

    private TokenVerification judge(TokenVerification verification) {
        return verification instanceof TokenVerification.Verified(SessionToken verified)
                ? revocations
                        .find(
                                verified.user(),
                                verified.session(),
                                verified.claims().orgId(),
                                verified.claims().issuedAt())
                        .<TokenVerification>map(
                                reason -> new TokenVerification.Revoked(verified, reason))
                        .orElse(verification)
                : verification;
    }

    private TokenVerification verify(String token, SessionKeys.Generation with) {
        TokenVerification verification =
                SessionTokenVerifier.verify(token, rules, with.ring(), clock.instant());
        if (verification instanceof TokenVerification.Verified(SessionToken verified)) {
            with.tokens().keep(VerifiedTokens.Fingerprint.of(token), verified);
            sightings.saw(verified.claims());
        }
        return verification;
    }

    private static boolean couldBeRotation(TokenVerification verification) {
        return switch (verification) {
            case TokenVerification.Invalid(Fault fault) ->
                    fault == Fault.KEY_UNKNOWN || fault == Fault.SIGNATURE;
            case TokenVerification.Unverifiable unverifiable -> true;
            case TokenVerification.Verified verified -> false;
            case TokenVerification.Expired expired -> false;
            case TokenVerification.Pending pending -> false;
            case TokenVerification.Revoked revoked -> false;
            case TokenVerification.ForeignParty foreign -> false;
        };
    }
}
