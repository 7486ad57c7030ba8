package dev.rollcall.identity.reconcile;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A run as administrators read it.
 *
 * @param kind import (into an empty mirror), scheduled or requested
 * @param state running, needs_confirmation, finished, failed or cancelled
 * @param entity the only kind of objects it is about; null: all
 * @param reason what it waits for, what it asks, why it failed
 * @param phase what it is doing, for example {@code sweep_users}
 * @param requestedBy the local id of who asked for it
 */
@Serdeable
record RunView(
        UUID id,
        String kind,
        boolean dryRun,
        @Nullable String entity,
        String state,
        @Nullable String reason,
        String phase,
        @Nullable UUID requestedBy,
        Instant startedAt,
        Instant updatedAt,
        @Nullable Instant finishedAt,
        List<EntityReport> entities) {

    RunView {
        entities = List.copyOf(entities);
    }

    /**
     * What differed in one kind of objects.
     *
     * @param entity {@code users}, {@code orgs} or {@code memberships}
     * @param expected how many Clerk says there are, 0 where it does not say
     * @param seen how many the sweep has read
     * @param missing at Clerk, not here
     * @param stale older here
     * @param returned absent here, back at Clerk
     * @param unchanged the same, or newer here
     * @param deleted deleted here by a signed event, still listed by Clerk
     * @param unusable could not be read or written
     * @param repaired rows that the run has corrected
     * @param suspected here, and not in Clerk's list
     * @param absent of these: marked absent, in a dry run: would be
     * @param oldestDriftMillis the longest that Clerk had known what was not here
     * @param inSyncAsOf everything Clerk had at this time is here
     */
    @Serdeable
    record EntityReport(
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
            long oldestDriftMillis,
            @Nullable Instant inSyncAsOf) {

        static EntityReport of(ReportRow row) {
            return new EntityReport(
                    row.entity(),
                    row.expected(),
                    row.seen(),
                    row.missing(),
                    row.stale(),
                    row.returned(),
                    row.unchanged(),
                    row.deleted(),
                    row.unusable(),
                    row.repaired(),
                    row.suspected(),
                    row.absent(),
                    row.oldestDriftMs(),
                    row.inSyncAsOf());
        }
    }

    /** A page, newest first; {@code next} continues it as {@code before}, null on the last. */
    @Serdeable
    record Page(List<RunView> runs, @Nullable String next) {

        Page {
            runs = List.copyOf(runs);
        }
    }

    static RunView of(RunRow run, List<ReportRow> reports) {
        return new RunView(
                run.id(),
                run.kind(),
                run.dryRun(),
                run.entity(),
                run.state(),
                run.reason(),
                run.phase(),
                run.requestedBy(),
                run.startedAt(),
                run.updatedAt(),
                run.finishedAt(),
                reports.stream().map(EntityReport::of).toList());
    }
}
