package dev.rollcall.gateway.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.RSAKey;
import java.math.BigInteger;
import java.security.interfaces.RSAPublicKey;
import java.text.ParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a JWK Set (RFC 7517 §5) for RS256. A set with a secret, weak or ambiguous key is refused as
 * a whole; keys of other families are passed over. Pure.
 */
final class JwkSetReader {

    private static final int WEAKEST_BITS = 2048;
    private static final int STRONGEST_BITS = 8192;
    private static final BigInteger SMALLEST_EXPONENT = BigInteger.valueOf(65_537);
    private static final Set<String> SECRET = Set.of("d", "p", "q", "dp", "dq", "qi", "oth", "k");

    private JwkSetReader() {}

    /** Empty unless the set is well-formed and holds at least one key to use. */
    static Optional<KeyRing> read(byte[] json) {
        return StrictJson.object(json)
                .map(set -> set.get("keys"))
                .flatMap(keys -> keys instanceof List<?> list ? readAll(list) : Optional.empty());
    }

    /** Whether a key is good enough to be trusted with session tokens. */
    static boolean isStrong(RSAPublicKey key) {
        int bits = key.getModulus().bitLength();
        return bits >= WEAKEST_BITS
                && bits <= STRONGEST_BITS
                && key.getPublicExponent().compareTo(SMALLEST_EXPONENT) >= 0
                && key.getPublicExponent().bitLength() <= Long.SIZE;
    }

    private static Optional<KeyRing> readAll(List<?> keys) {
        Map<String, RSAPublicKey> ring = new HashMap<>();
        for (Object entry : keys) {
            if (!(entry instanceof Map<?, ?> key) || SECRET.stream().anyMatch(key::containsKey)) {
                return Optional.empty();
            }
            if ("RSA".equals(key.get("kty")) && isForSignatures(key)) {
                String keyId = key.get("kid") instanceof String id ? id : "";
                Optional<RSAPublicKey> read = readKey(key);
                if (keyId.isEmpty()
                        || read.isEmpty()
                        || ring.putIfAbsent(keyId, read.get()) != null) {
                    return Optional.empty();
                }
            }
        }
        return ring.isEmpty() ? Optional.empty() : Optional.of(KeyRing.of(ring));
    }

    private static boolean isForSignatures(Map<?, ?> key) {
        @Nullable Object use = key.get("use");
        @Nullable Object algorithm = key.get("alg");
        return (use == null || use.equals("sig"))
                && (algorithm == null || algorithm.equals("RS256"));
    }

    private static Optional<RSAPublicKey> readKey(Map<?, ?> key) {
        if (!(key.get("n") instanceof String modulus)
                || !(key.get("e") instanceof String exponent)) {
            return Optional.empty();
        }
        try {
            RSAPublicKey read =
                    RSAKey.parse(Map.of("kty", "RSA", "n", modulus, "e", exponent))
                            .toRSAPublicKey();
            return isStrong(read) ? Optional.of(read) : Optional.empty();
        } catch (ParseException | JOSEException | IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }
}
