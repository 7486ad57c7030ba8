package dev.rollcall.identity.outbox;

import dev.rollcall.identity.mirror.EntityLock;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;

/**
 * Numbers committed rows densely under a lock and gives them out in that order; a reader that
 * follows the positions misses nothing, whatever order transactions commit in.
 */
@Singleton
class OutboxSequencer {

    private static final int NUMBERED_AT_ONCE = 1000;

    private static final String LOCK = "outbox";

    private final OutboxRepository repository;
    private final EntityLock lock;
    private final Clock clock;

    OutboxSequencer(OutboxRepository repository, EntityLock lock, Clock clock) {
        this.repository = repository;
        this.lock = lock;
        this.clock = clock;
    }

    @Transactional
    List<OutboxRow> next(int most) {
        lock.take(LOCK);
        repository.number(NUMBERED_AT_ONCE);
        return repository.listUndelivered(most);
    }

    /** Keeps a record that audit-service will never take out of the way of the others. */
    @Transactional
    void refused(long position) {
        repository.updateRefused(position, clock.instant());
    }

    @Transactional
    void delivered(long position) {
        repository.updateDelivered(position);
        repository.deleteUpTo(position);
    }
}
