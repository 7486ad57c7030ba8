package dev.rollcall.gateway.token;

import java.security.Provider;
import java.security.interfaces.RSAPublicKey;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The keys that session tokens may be signed with, by key id. Immutable. */
final class KeyRing {

    static final KeyRing EMPTY = new KeyRing(Map.of(), null);

    private final Map<String, TokenKey> byId;
    private final @Nullable TokenKey only;

    private KeyRing(Map<String, TokenKey> byId, @Nullable TokenKey only) {
        this.byId = byId;
        this.only = only;
    }

    static KeyRing of(Map<String, RSAPublicKey> keys) {
        return new KeyRing(
                keys.entrySet().stream()
                        .collect(
                                Collectors.toUnmodifiableMap(
                                        Map.Entry::getKey, e -> TokenKey.of(e.getValue()))),
                null);
    }

    /** One key from configuration: it has no id, so every id means it. */
    static KeyRing ofOne(RSAPublicKey key) {
        return new KeyRing(Map.of(), TokenKey.of(key));
    }

    /** The same keys, computed by that provider where it takes them. */
    KeyRing by(Provider provider) {
        return new KeyRing(
                byId.entrySet().stream()
                        .collect(
                                Collectors.toUnmodifiableMap(
                                        Map.Entry::getKey, e -> e.getValue().by(provider))),
                only == null ? null : only.by(provider));
    }

    Optional<TokenKey> find(String keyId) {
        return Optional.ofNullable(only == null ? byId.get(keyId) : only);
    }

    int size() {
        return (int) keys().count();
    }

    /** How many of them the JDK leaves to somebody faster. */
    int faster() {
        return (int) keys().filter(TokenKey::isFaster).count();
    }

    boolean isEmpty() {
        return only == null && byId.isEmpty();
    }

    /** Whether every key of the other ring is here too, under the same id. */
    boolean keepsAllOf(KeyRing other) {
        return other.byId.entrySet().stream()
                .allMatch(e -> e.getValue().isSameAs(byId.get(e.getKey())));
    }

    private Stream<TokenKey> keys() {
        return Stream.concat(byId.values().stream(), Stream.ofNullable(only));
    }
}
