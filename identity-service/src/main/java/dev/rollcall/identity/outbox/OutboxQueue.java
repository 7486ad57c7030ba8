package dev.rollcall.identity.outbox;

import dev.rollcall.identity.mirror.RowStatements;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;

/**
 * Gives out committed rows, oldest first, until they are reported delivered, and deletes them then:
 * what commits late is found by a later turn, and nothing is passed over. Thread safe.
 */
@Singleton
class OutboxQueue {

    private static final String DELETE =
            "DELETE FROM identity.outbox WHERE id = ANY (?::uuid[]) AND refused_at IS NULL";

    private final OutboxRepository repository;
    private final RowStatements statements;
    private final Clock clock;

    OutboxQueue(OutboxRepository repository, RowStatements statements, Clock clock) {
        this.repository = repository;
        this.statements = statements;
        this.clock = clock;
    }

    @Transactional
    List<OutboxRow> next(int most) {
        repository.stayWithIndex();
        return repository.listWaiting(most);
    }

    /** Keeps a record that audit-service will never take out of the way of the others. */
    @Transactional
    void refused(OutboxRow row) {
        repository.updateRefused(row.id(), clock.instant());
    }

    @Transactional
    void delivered(List<OutboxRow> rows) {
        repository.stayWithIndex();
        statements.run(DELETE, rows, columns -> columns.uuids(OutboxRow::id));
    }
}
