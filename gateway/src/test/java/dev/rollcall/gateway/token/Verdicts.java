package dev.rollcall.gateway.token;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.security.Provider;
import java.util.Optional;

/** What is said of a token, whoever computes its signature. */
final class Verdicts {

    /** Empty on machines for which there is no native code. */
    static final Optional<Provider> NATIVE = NativeRsa.load();

    private Verdicts() {}

    /** The JDK's, once it is seen that native code says the same. */
    static TokenVerification of(String token, TokenRules rules, KeyRing ring) {
        TokenVerification verdict =
                SessionTokenVerifier.verify(token, rules, ring, SessionTokenVerifierTest.NOW);
        NATIVE.ifPresent(
                provider ->
                        assertEquals(
                                verdict,
                                SessionTokenVerifier.verify(
                                        token,
                                        rules,
                                        ring.by(provider),
                                        SessionTokenVerifierTest.NOW)));
        return verdict;
    }
}
