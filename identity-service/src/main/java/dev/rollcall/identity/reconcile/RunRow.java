package dev.rollcall.identity.reconcile;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of {@code identity.reconcile_runs}. */
@MappedEntity("reconcile_runs")
record RunRow(
        @Id UUID id,
        String kind,
        boolean dryRun,
        String state,
        @Nullable String reason,
        String phase,
        String position,
        boolean confirmed,
        @Nullable UUID requestedBy,
        int attempts,
        long leaseToken,
        Instant leaseUntil,
        Instant startedAt,
        Instant updatedAt,
        @Nullable Instant finishedAt,
        @Nullable String entity) {

    Phase at() {
        return Phase.ofWire(phase);
    }

    /** What it does after this. */
    Phase next() {
        return at().next(entity == null ? null : Entity.ofWire(entity));
    }
}
