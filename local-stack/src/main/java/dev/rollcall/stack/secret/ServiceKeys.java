package dev.rollcall.stack.secret;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.util.Collection;
import java.util.List;

/** The P-256 keys with which the services sign their calls; key ids are {@code <service>.<n>}. */
public final class ServiceKeys {

    /** Whose service token is accepted by others, and the key of the identity tokens. */
    public static final List<String> KEY_IDS =
            List.of("gateway.1", "webhook.1", "identity.1", "audit.1", "gateway-identity.1");

    private ServiceKeys() {}

    public static ECKey generate(String keyId) {
        try {
            return new ECKeyGenerator(Curve.P_256)
                    .keyID(keyId)
                    .algorithm(JWSAlgorithm.ES256)
                    .keyUse(KeyUse.SIGNATURE)
                    .generate();
        } catch (JOSEException e) {
            throw new IllegalStateException("every Java platform has P-256", e);
        }
    }

    /** The JWK Set of the public keys, as JSON. */
    public static String trusted(Collection<ECKey> keys) {
        return new JWKSet(keys.stream().map(ECKey::toPublicJWK).map(JWK.class::cast).toList())
                .toString();
    }
}
