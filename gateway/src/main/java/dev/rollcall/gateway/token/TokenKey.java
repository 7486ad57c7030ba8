package dev.rollcall.gateway.token;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.interfaces.RSAPublicKey;
import org.jspecify.annotations.Nullable;

/**
 * A key that session tokens may be signed with. The JDK computes, or a faster provider for the keys
 * that it takes; what that one cannot decide the JDK does. Immutable, thread safe.
 */
final class TokenKey {

    /** The JDK's name of it. */
    static final String RS256 = "SHA256withRSA";

    private final RSAPublicKey key;
    private final @Nullable Faster faster;

    /** The key as that provider keeps it. */
    private record Faster(Provider provider, PublicKey key) {}

    private TokenKey(RSAPublicKey key, @Nullable Faster faster) {
        this.key = key;
        this.faster = faster;
    }

    static TokenKey of(RSAPublicKey key) {
        return new TokenKey(key, null);
    }

    /** The same key, computed by that provider; as it is, if the provider does not take it. */
    TokenKey by(Provider provider) {
        try {
            return KeyFactory.getInstance(key.getAlgorithm(), provider).translateKey(key)
                            instanceof PublicKey translated
                    ? new TokenKey(key, new Faster(provider, translated))
                    : this;
        } catch (GeneralSecurityException
                | RuntimeException
                | LinkageError
                | AssertionError notTaken) {
            return this;
        }
    }

    boolean isFaster() {
        return faster != null;
    }

    boolean isSameAs(@Nullable TokenKey other) {
        return other != null && key.equals(other.key);
    }

    /** Whether the signature of these bytes is this key's, by RS256 (RFC 7518 §3.3). */
    boolean signed(byte[] input, byte[] signature) {
        if (faster != null) {
            try {
                return verify(
                        Signature.getInstance(RS256, faster.provider()),
                        faster.key(),
                        input,
                        signature);
            } catch (GeneralSecurityException
                    | RuntimeException
                    | LinkageError
                    | AssertionError undecided) {
                // the JDK says
            }
        }
        try {
            return verify(Signature.getInstance(RS256), key, input, signature);
        } catch (GeneralSecurityException unverifiable) {
            return false;
        }
    }

    private static boolean verify(Signature verifier, PublicKey key, byte[] input, byte[] signature)
            throws GeneralSecurityException {
        verifier.initVerify(key);
        verifier.update(input);
        try {
            return verifier.verify(signature);
        } catch (SignatureException noSignature) {
            return false;
        }
    }
}
