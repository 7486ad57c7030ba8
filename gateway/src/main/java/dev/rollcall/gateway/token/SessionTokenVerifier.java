package dev.rollcall.gateway.token;

import dev.rollcall.gateway.token.ClaimSet.UnreadableException;
import dev.rollcall.gateway.token.TokenVerification.Fault;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a text is a session token of this Clerk instance: one spelling, RS256, a known
 * key, the session class, the pinned issuer, its time, its party (RFC 8725; RFC 7515 §5.2). Nothing
 * in it is believed, and no claim read, before the signature holds. Pure.
 */
final class SessionTokenVerifier {

    private SessionTokenVerifier() {}

    static TokenVerification verify(String text, TokenRules rules, KeyRing keys, Instant now) {
        Optional<CompactToken> token = CompactToken.parse(text);
        if (token.isEmpty()) {
            return invalid(Fault.MALFORMED);
        }
        return StrictJson.object(token.get().header())
                .map(header -> verifyHeader(TokenHeader.read(header), token.get(), keys))
                .orElseGet(() -> Optional.of(invalid(Fault.MALFORMED)))
                .orElseGet(() -> readClaims(token.get().payload(), rules, now));
    }

    /** A token that was verified before, at a later moment. */
    static TokenVerification judgeTime(SessionToken token, Instant now) {
        return switch (token.at(now)) {
            case CURRENT -> new TokenVerification.Verified(token);
            case EXPIRED -> new TokenVerification.Expired();
            case EARLY -> invalid(Fault.EARLY);
        };
    }

    private static Optional<TokenVerification> verifyHeader(
            TokenHeader header, CompactToken token, KeyRing keys) {
        return switch (header) {
            case TokenHeader.Unusable(Fault fault) -> Optional.of(invalid(fault));
            case TokenHeader.Usable(String keyId) -> verifySignature(keyId, token, keys);
        };
    }

    private static Optional<TokenVerification> verifySignature(
            String keyId, CompactToken token, KeyRing keys) {
        if (keys.isEmpty()) {
            return Optional.of(new TokenVerification.Unverifiable());
        }
        Optional<TokenKey> key = keys.find(keyId);
        if (key.isEmpty()) {
            return Optional.of(invalid(Fault.KEY_UNKNOWN));
        }
        return key.get().signed(token.signingInput(), token.signature())
                ? Optional.empty()
                : Optional.of(invalid(Fault.SIGNATURE));
    }

    private static TokenVerification readClaims(byte[] payload, TokenRules rules, Instant now) {
        Optional<Map<String, @Nullable Object>> object = StrictJson.object(payload);
        if (object.isEmpty()) {
            return invalid(Fault.CLAIMS);
        }
        ClaimSet claims = new ClaimSet(object.get());
        try {
            if (!claims.text("iss").equals(Optional.of(rules.issuer()))) {
                return invalid(Fault.ISSUER);
            }
            SessionToken token = ClaimReader.read(claims, rules);
            if (token.life().compareTo(rules.longestLife()) > 0) {
                return invalid(Fault.LIFETIME);
            }
            Optional<String> party = claims.text("azp");
            Optional<String> status = claims.text("sts");
            return switch (token.at(now)) {
                case EXPIRED -> new TokenVerification.Expired();
                case EARLY -> invalid(Fault.EARLY);
                case CURRENT -> judgeUse(token, party, status, rules);
            };
        } catch (UnreadableException wrongShape) {
            return invalid(Fault.CLAIMS);
        }
    }

    private static TokenVerification judgeUse(
            SessionToken token, Optional<String> party, Optional<String> status, TokenRules rules) {
        boolean foreign =
                !rules.authorizedParties().isEmpty()
                        && (party.isPresent()
                                ? !rules.authorizedParties().contains(party.get())
                                : !rules.partyOptional());
        if (foreign) {
            return new TokenVerification.ForeignParty();
        }
        return status.isPresent() && !status.get().equals("active")
                ? new TokenVerification.Pending()
                : new TokenVerification.Verified(token);
    }

    private static TokenVerification invalid(Fault fault) {
        return new TokenVerification.Invalid(fault);
    }
}
