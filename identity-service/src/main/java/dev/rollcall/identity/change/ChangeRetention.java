package dev.rollcall.identity.change;

import dev.rollcall.identity.mirror.EntityLock;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;

/** The two ways in which changes leave the feed, one transaction each; copies take turns. */
@Singleton
class ChangeRetention {

    private static final int DROPPED_AT_ONCE = 5000;
    private static final String LOCK = "changes.retention";

    private final RetentionRepository repository;
    private final EntityLock lock;
    private final ChangeConfiguration configuration;
    private final Clock clock;

    ChangeRetention(
            RetentionRepository repository,
            EntityLock lock,
            ChangeConfiguration configuration,
            Clock clock) {
        this.repository = repository;
        this.lock = lock;
        this.configuration = configuration;
        this.clock = clock;
    }

    /** Keeps the newest of each kind and key: a follower hears that one later than the others. */
    @Transactional
    void compact() {
        lock.take(LOCK);
        Instant before = clock.instant().minus(configuration.compactAfter());
        repository
                .findOldSinceCompaction(before)
                .ifPresent(
                        upTo -> {
                            repository.deleteReplaced(upTo);
                            repository.updateCompacted(upTo);
                        });
    }

    /** Whether there was something to drop, and so perhaps more. */
    @Transactional
    boolean drop() {
        lock.take(LOCK);
        Instant before = clock.instant().minus(configuration.retention());
        return repository.drop(before, DROPPED_AT_ONCE) > 0;
    }
}
