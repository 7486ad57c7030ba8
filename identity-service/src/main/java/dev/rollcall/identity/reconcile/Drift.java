package dev.rollcall.identity.reconcile;

import dev.rollcall.identity.mirror.Version;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How a row stood to what a sweep saw of it at Clerk. */
enum Drift {
    /** No row, or one that only knew the id. */
    MISSING,
    /** An older version with other content. */
    STALE,
    /** Clerk was last seen without it, and has it again. */
    RETURNED,
    /** The same content, or the row is ahead of the sweep. */
    UNCHANGED;

    /**
     * What the table has of one object.
     *
     * @param version null: its id only
     */
    record Known(@Nullable Version version, @Nullable Instant absentAt) {}

    static Drift of(@Nullable Known known, Version seen) {
        if (known == null || known.version() == null) {
            return MISSING;
        }
        Version row = known.version();
        Instant absentAt = known.absentAt();
        if (absentAt != null
                && absentAt.toEpochMilli() > row.observedMs()
                && seen.observedMs() >= absentAt.toEpochMilli()) {
            return RETURNED;
        }
        return seen.compareTo(row) > 0 && seen.hash() != row.hash() ? STALE : UNCHANGED;
    }
}
