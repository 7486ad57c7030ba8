package dev.rollcall.identity.reconcile;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of {@code identity.reconcile_reports}: what a run found of one kind of object. */
@MappedEntity("reconcile_reports")
record ReportRow(
        @Id UUID runId,
        String entity,
        long expected,
        long seen,
        long missing,
        long stale,
        long returned,
        long unchanged,
        long deleted,
        long unusable,
        long repaired,
        long suspected,
        long absent,
        long oldestDriftMs,
        @Nullable Instant observedAt,
        @Nullable Instant inSyncAsOf) {}
