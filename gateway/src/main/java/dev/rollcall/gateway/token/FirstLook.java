package dev.rollcall.gateway.token;

import java.util.Optional;

/** What the keys in force said of a token that was not remembered. Immutable. */
public final class FirstLook {

    private final String token;
    private final SessionKeys.Generation with;
    private final TokenVerification verification;
    private final Optional<TokenVerification> answer;

    FirstLook(
            String token,
            SessionKeys.Generation with,
            TokenVerification verification,
            Optional<TokenVerification> answer) {
        this.token = token;
        this.with = with;
        this.verification = verification;
        this.answer = answer;
    }

    /** Empty where keys that are fetched anew could say otherwise. */
    public Optional<TokenVerification> answer() {
        return answer;
    }

    String token() {
        return token;
    }

    SessionKeys.Generation with() {
        return with;
    }

    TokenVerification verification() {
        return verification;
    }
}
