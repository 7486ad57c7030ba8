package dev.rollcall.gateway.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.util.Base64URL;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Provider;
import java.security.interfaces.RSAPublicKey;
import org.jspecify.annotations.Nullable;

/**
 * A key that session tokens may be signed with. The JDK computes, or a faster provider for the keys
 * that it takes; what that one cannot decide the JDK does. Immutable, thread safe.
 */
final class TokenKey {

    private static final JWSHeader RS256 = new JWSHeader(JWSAlgorithm.RS256);

    private final RSAPublicKey key;
    private final RSASSAVerifier jdk;
    private final @Nullable RSASSAVerifier faster;

    private TokenKey(RSAPublicKey key, @Nullable RSASSAVerifier faster) {
        this.key = key;
        this.jdk = new RSASSAVerifier(key);
        this.faster = faster;
    }

    static TokenKey of(RSAPublicKey key) {
        return new TokenKey(key, null);
    }

    /** The same key, computed by that provider; as it is, if the provider does not take it. */
    TokenKey by(Provider provider) {
        try {
            return KeyFactory.getInstance(key.getAlgorithm(), provider).translateKey(key)
                            instanceof RSAPublicKey translated
                    ? new TokenKey(key, verifier(translated, provider))
                    : this;
        } catch (GeneralSecurityException | RuntimeException notTaken) {
            return this;
        }
    }

    private static RSASSAVerifier verifier(RSAPublicKey key, Provider provider) {
        RSASSAVerifier verifier = new RSASSAVerifier(key);
        verifier.getJCAContext().setProvider(provider);
        return verifier;
    }

    boolean isFaster() {
        return faster != null;
    }

    boolean isSameAs(@Nullable TokenKey other) {
        return other != null && key.equals(other.key);
    }

    /** Whether the signature of these bytes is this key's, by RS256. */
    boolean signed(byte[] input, Base64URL signature) {
        if (faster != null) {
            try {
                return faster.verify(RS256, input, signature);
            } catch (JOSEException | RuntimeException undecided) {
                // the JDK says
            }
        }
        try {
            return jdk.verify(RS256, input, signature);
        } catch (JOSEException unverifiable) {
            return false;
        }
    }
}
