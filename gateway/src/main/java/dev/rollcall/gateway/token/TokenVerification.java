package dev.rollcall.gateway.token;

import dev.rollcall.gateway.revocation.Revocation;

/** What became of a token that was presented. */
public sealed interface TokenVerification {

    record Verified(SessionToken token) implements TokenVerification {}

    /** Authentic, and its time is over: the browser can fetch another. */
    record Expired() implements TokenVerification {}

    /** Authentic, but its session has open tasks ({@code sts: pending}). */
    record Pending() implements TokenVerification {}

    /** Authentic, but made for an origin that is not on the list, or for none. */
    record ForeignParty() implements TokenVerification {}

    /** Authentic and current, but what it stands for was taken back. */
    record Revoked(SessionToken token, Revocation reason) implements TokenVerification {}

    /** Everything else; the caller hears one answer, the log the fault. */
    record Invalid(Fault fault) implements TokenVerification {}

    /** There is no key yet to verify anything with. */
    record Unverifiable() implements TokenVerification {}

    /** Why a token is invalid. */
    enum Fault {
        MALFORMED,
        HEADER,
        ALGORITHM,
        WRONG_CLASS,
        KEY_UNKNOWN,
        SIGNATURE,
        CLAIMS,
        /** It lives longer than what revokes it is remembered. */
        LIFETIME,
        ISSUER,
        EARLY
    }
}
