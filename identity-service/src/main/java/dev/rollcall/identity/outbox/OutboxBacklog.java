package dev.rollcall.identity.outbox;

import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;

/** How many audit records wait for audit-service; counts to ten thousand and stops. */
@Singleton
public class OutboxBacklog {

    private final OutboxRepository repository;

    OutboxBacklog(OutboxRepository repository) {
        this.repository = repository;
    }

    @Transactional
    public long count() {
        return repository.countWaiting();
    }
}
