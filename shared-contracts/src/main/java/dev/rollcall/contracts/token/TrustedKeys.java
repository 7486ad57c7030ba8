package dev.rollcall.contracts.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The public keys of those who may sign, by key id. A key id says whose it is: {@code gateway.2} is
 * the gateway's second. ES256 only, the type must match, the key must belong to the issuer.
 * Immutable.
 */
public final class TrustedKeys {

    /** Ours are well below; a longer one is refused before it is decoded. */
    private static final int LONGEST_TOKEN = 4096;

    private final Map<String, ECDSAVerifier> verifiers;

    private TrustedKeys(Map<String, ECDSAVerifier> verifiers) {
        this.verifiers = Map.copyOf(verifiers);
    }

    /**
     * Reads a JWK Set (RFC 7517 §5) of public P-256 keys.
     *
     * @throws IllegalArgumentException if it is not one, or holds no key
     */
    public static TrustedKeys parse(String jwkSet) {
        Map<String, ECDSAVerifier> verifiers = new HashMap<>();
        try {
            for (JWK key : JWKSet.parse(jwkSet).getKeys()) {
                if (!(key instanceof ECKey ecKey) || key.getKeyID() == null || key.isPrivate()) {
                    throw new IllegalArgumentException(
                            "trusted keys are public P-256 keys, each with a kid");
                }
                verifiers.put(key.getKeyID(), new ECDSAVerifier(ecKey));
            }
        } catch (ParseException | JOSEException unreadable) {
            throw new IllegalArgumentException("trusted keys are a JWK set of P-256 keys");
        }
        if (verifiers.isEmpty()) {
            throw new IllegalArgumentException("trusted keys are empty");
        }
        return new TrustedKeys(verifiers);
    }

    /** The claims if the token is of this type and signed by a key of this owner. */
    Optional<JWTClaimsSet> verify(String token, JOSEObjectType type, String owner) {
        if (token.length() > LONGEST_TOKEN) {
            return Optional.empty();
        }
        try {
            SignedJWT jwt = SignedJWT.parse(token);
            JWSHeader header = jwt.getHeader();
            String keyId = header.getKeyID();
            ECDSAVerifier verifier = keyId == null ? null : verifiers.get(keyId);
            boolean ours =
                    verifier != null
                            && keyId.startsWith(owner + '.')
                            && JWSAlgorithm.ES256.equals(header.getAlgorithm())
                            && type.equals(header.getType());
            return ours && jwt.verify(verifier)
                    ? Optional.of(jwt.getJWTClaimsSet())
                    : Optional.empty();
        } catch (ParseException | JOSEException malformed) {
            return Optional.empty();
        }
    }
}
