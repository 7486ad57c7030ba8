package dev.rollcall.clerk.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import dev.rollcall.clerk.json.Document;
import dev.rollcall.clerk.state.ClerkState;
import jakarta.inject.Singleton;
import java.text.ParseException;
import java.util.List;

/** The instance's RS256 key. Immutable. */
@Singleton
final class SigningKey {

    private final RSAKey key;
    private final JWSSigner signer;

    SigningKey(ClerkState state) {
        try {
            key = RSAKey.parse(state.signingKey());
            signer = new RSASSASigner(key);
        } catch (ParseException | JOSEException damaged) {
            throw new IllegalStateException("the signing key in the state file is damaged");
        }
    }

    String id() {
        return key.getKeyID();
    }

    JWSSigner signer() {
        return signer;
    }

    /** The public half as a JWK Set (RFC 7517). */
    Document publicSet() {
        return Document.of("keys", List.of(key.toPublicJWK().toJSONObject()));
    }
}
