package dev.rollcall.gateway.token;

import com.nimbusds.jose.crypto.RSASSAVerifier;
import java.security.interfaces.RSAPublicKey;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The keys that session tokens may be signed with, by key id. Immutable. */
final class KeyRing {

    static final KeyRing EMPTY = new KeyRing(Map.of(), null);

    private final Map<String, RSASSAVerifier> byId;
    private final @Nullable RSASSAVerifier only;
    private final Map<String, RSAPublicKey> keys;

    private KeyRing(Map<String, RSAPublicKey> keys, @Nullable RSAPublicKey only) {
        this.keys = Map.copyOf(keys);
        this.byId =
                keys.entrySet().stream()
                        .collect(
                                Collectors.toUnmodifiableMap(
                                        Map.Entry::getKey, e -> new RSASSAVerifier(e.getValue())));
        this.only = only == null ? null : new RSASSAVerifier(only);
    }

    static KeyRing of(Map<String, RSAPublicKey> keys) {
        return new KeyRing(keys, null);
    }

    /** One key from configuration: it has no id, so every id means it. */
    static KeyRing ofOne(RSAPublicKey key) {
        return new KeyRing(Map.of(), key);
    }

    Optional<RSASSAVerifier> find(String keyId) {
        return Optional.ofNullable(only == null ? byId.get(keyId) : only);
    }

    int size() {
        return only == null ? byId.size() : 1;
    }

    boolean isEmpty() {
        return size() == 0;
    }

    /** Whether every key of the other ring is here too, under the same id. */
    boolean keepsAllOf(KeyRing other) {
        return other.keys.entrySet().stream()
                .allMatch(e -> e.getValue().equals(keys.get(e.getKey())));
    }
}
