package dev.rollcall.testing;

import com.nimbusds.jose.jwk.ECKey;
import dev.rollcall.stack.secret.ServiceKeys;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Fresh signing keys for all services, in the forms in which they are configured. Immutable. */
public final class TestKeys {

    private final Map<String, ECKey> keys;

    private TestKeys(Map<String, ECKey> keys) {
        this.keys = keys;
    }

    public static TestKeys generate() {
        return new TestKeys(
                ServiceKeys.KEY_IDS.stream()
                        .collect(Collectors.toMap(Function.identity(), ServiceKeys::generate)));
    }

    /** The private key of a key id such as {@code gateway.1} or {@code gateway-identity.1}. */
    public ECKey key(String keyId) {
        ECKey key = keys.get(keyId);
        if (key == null) {
            throw new IllegalArgumentException("no key " + keyId);
        }
        return key;
    }

    /** {@code ROLLCALL_SERVICE_KEY} of gateway, webhook, identity or audit: a private JWK. */
    public String serviceKey(String service) {
        return key(service + ".1").toJSONString();
    }

    /** {@code ROLLCALL_IDENTITY_KEY}: a private JWK. */
    public String identityKey() {
        return serviceKey("gateway-identity");
    }

    /** {@code ROLLCALL_TRUSTED_KEYS}: a JWK Set with all public keys. */
    public String trustedKeys() {
        return ServiceKeys.trusted(keys.values());
    }
}
