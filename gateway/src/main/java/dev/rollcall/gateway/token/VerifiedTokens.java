package dev.rollcall.gateway.token;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import dev.rollcall.gateway.memory.HeapShare;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * Tokens whose signature and claims held, by SHA-256, until they expire; never the token itself. A
 * hit says nothing about the present moment. Bounded, thread safe.
 */
final class VerifiedTokens {

    private final Cache<Fingerprint, SessionToken> byFingerprint;

    VerifiedTokens(Clock clock) {
        this.byFingerprint =
                Caffeine.newBuilder()
                        .maximumSize(HeapShare.sessions())
                        .executor(Runnable::run) // upkeep costs less than waking somebody for it
                        .expireAfter(
                                Expiry.creating(
                                        (Fingerprint key, SessionToken token) ->
                                                Duration.between(
                                                        clock.instant(),
                                                        token.expiresAt().plus(SessionToken.SKEW))))
                        .build();
    }

    Optional<SessionToken> find(Fingerprint token) {
        return Optional.ofNullable(byFingerprint.getIfPresent(token));
    }

    void keep(Fingerprint token, SessionToken verified) {
        byFingerprint.put(token, verified);
    }

    /** About. */
    long size() {
        return byFingerprint.estimatedSize();
    }

    /** SHA-256 of a token as it was sent. */
    record Fingerprint(long first, long second, long third, long fourth) {

        /** Asked with each request: a thread keeps its digest, which ends each time as new. */
        private static final ThreadLocal<MessageDigest> SHA_256 =
                ThreadLocal.withInitial(Fingerprint::sha256);

        static Fingerprint of(String token) {
            ByteBuffer hash =
                    ByteBuffer.wrap(SHA_256.get().digest(token.getBytes(StandardCharsets.UTF_8)));
            return new Fingerprint(hash.getLong(), hash.getLong(), hash.getLong(), hash.getLong());
        }

        private static MessageDigest sha256() {
            try {
                return MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException impossible) {
                throw new IllegalStateException("every Java platform has SHA-256", impossible);
            }
        }
    }
}
