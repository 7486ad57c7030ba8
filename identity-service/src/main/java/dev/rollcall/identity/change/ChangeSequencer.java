package dev.rollcall.identity.change;

import dev.rollcall.identity.mirror.EntityLock;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Clock;

/**
 * Numbers committed changes densely under a lock, urgent ones first, in turns; a follower that goes
 * by the numbers misses nothing, whatever order transactions commit in. Any copy may take a turn.
 */
@Singleton
class ChangeSequencer {

    static final int NUMBERED_AT_ONCE = 5000;

    private static final String LOCK = "changes";

    private final ChangeRepository repository;
    private final EntityLock lock;
    private final Clock clock;

    ChangeSequencer(ChangeRepository repository, EntityLock lock, Clock clock) {
        this.repository = repository;
        this.lock = lock;
        this.clock = clock;
    }

    /** The greatest position after this turn, which takes no lock where nothing is to be done. */
    @Transactional
    long turn() {
        if (repository.hasUnnumbered()) {
            lock.take(LOCK);
            repository.number(NUMBERED_AT_ONCE, clock.instant());
        }
        return repository.getProgress().numbered();
    }
}
