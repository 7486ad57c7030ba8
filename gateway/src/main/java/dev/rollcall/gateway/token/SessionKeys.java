package dev.rollcall.gateway.token;

import java.security.Provider;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys in force, and the tokens verified with them. The last good set is kept while none comes;
 * a set that lacks or changes a key starts an empty cache, so nothing verified with it outlives it.
 * Fetches are at least {@link #SHORTEST_PAUSE} apart, whoever asks. Thread safe.
 */
final class SessionKeys {

    static final Duration SHORTEST_PAUSE = Duration.ofSeconds(5);

    private static final Logger LOG = LoggerFactory.getLogger(SessionKeys.class);

    /** A ring and what was verified with it, swapped together. */
    record Generation(KeyRing ring, VerifiedTokens tokens, @Nullable Instant fetchedAt) {}

    private final @Nullable KeySource source;
    private final Clock clock;
    private final ReentrantLock fetching = new ReentrantLock();
    private volatile Generation current;
    private @Nullable Instant lastTry;
    private @Nullable Provider provider;

    private SessionKeys(KeyRing ring, @Nullable KeySource source, Clock clock) {
        this.source = source;
        this.clock = clock;
        this.current = new Generation(ring, new VerifiedTokens(clock), null);
    }

    static SessionKeys fetched(KeySource source, Clock clock) {
        return new SessionKeys(KeyRing.EMPTY, source, clock);
    }

    static SessionKeys fixed(KeyRing ring, Clock clock) {
        return new SessionKeys(ring, null, clock);
    }

    Generation current() {
        return current;
    }

    /** Fetches unless that happened a moment ago; concurrent callers share one fetch. */
    void refreshIfDue() {
        if (source == null) {
            return;
        }
        fetching.lock();
        try {
            Instant now = clock.instant();
            if (lastTry == null || !now.isBefore(lastTry.plus(SHORTEST_PAUSE))) {
                lastTry = now;
                adopt(source.fetch(), now);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            fetching.unlock();
        }
    }

    /** From now on signatures are computed by it; what was verified before stays so. */
    void computeBy(Provider faster) {
        fetching.lock();
        try {
            KeyRing ring = current.ring().by(faster);
            provider = faster;
            current = new Generation(ring, current.tokens(), current.fetchedAt());
        } finally {
            fetching.unlock();
        }
    }

    private void adopt(Optional<KeyRing> fetched, Instant now) {
        if (fetched.isEmpty()) {
            LOG.warn("event=token_keys.fetch outcome=failed kept={}", !current.ring().isEmpty());
            return;
        }
        KeyRing ring = provider == null ? fetched.get() : fetched.get().by(provider);
        boolean kept = ring.keepsAllOf(current.ring());
        if (!kept) {
            LOG.info("event=token_keys.fetch outcome=key_gone");
        }
        current = new Generation(ring, kept ? current.tokens() : new VerifiedTokens(clock), now);
    }
}
