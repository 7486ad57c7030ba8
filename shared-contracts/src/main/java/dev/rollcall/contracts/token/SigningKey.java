package dev.rollcall.contracts.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;

/** A private P-256 key with its id; signs compact JWTs with ES256. Immutable, thread safe. */
final class SigningKey {

    private final String keyId;
    private final ECDSASigner signer;

    private SigningKey(String keyId, ECDSASigner signer) {
        this.keyId = keyId;
        this.signer = signer;
    }

    /**
     * Reads a private JWK (RFC 7517).
     *
     * @throws IllegalArgumentException if it is not a private P-256 key whose {@code kid} is {@code
     *     owner.<n>}; the message does not repeat the key
     */
    static SigningKey parse(String jwk, String owner) {
        try {
            ECKey key = ECKey.parse(jwk);
            String keyId = key.getKeyID();
            if (!key.isPrivate() || !Curve.P_256.equals(key.getCurve())) {
                throw new IllegalArgumentException("not a private P-256 key");
            }
            if (keyId == null || !keyId.startsWith(owner + '.')) {
                throw new IllegalArgumentException("its kid must be " + owner + ".<number>");
            }
            return new SigningKey(keyId, new ECDSASigner(key));
        } catch (ParseException | JOSEException unreadable) {
            throw new IllegalArgumentException("not a private P-256 key in JWK form");
        }
    }

    String sign(JOSEObjectType type, JWTClaimsSet claims) {
        JWSHeader header =
                new JWSHeader.Builder(JWSAlgorithm.ES256).type(type).keyID(keyId).build();
        SignedJWT token = new SignedJWT(header, claims);
        try {
            token.sign(signer);
        } catch (JOSEException impossible) {
            throw new IllegalStateException("a checked P-256 key signs", impossible);
        }
        return token.serialize();
    }
}
