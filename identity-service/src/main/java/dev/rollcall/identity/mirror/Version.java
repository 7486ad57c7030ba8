package dev.rollcall.identity.mirror;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * The version of one observation of a Clerk object: its {@code updated_at}, when it was observed,
 * and a hash over the mirrored columns. The greatest wins whichever path brought it, so that every
 * order and every duplication of observations ends in the same row.
 *
 * @param updatedMs Clerk's {@code updated_at}, epoch milliseconds
 * @param observedMs the event's time, or for a fetch Clerk's {@code Date} minus the duration; a
 *     stamp in whole seconds counts as the start of that second
 * @param hash separates different content under equal stamps, the same way everywhere
 */
public record Version(long updatedMs, long observedMs, long hash) implements Comparable<Version> {

    private static final Comparator<Version> ORDER =
            Comparator.comparingLong(Version::updatedMs)
                    .thenComparingLong(Version::observedMs)
                    .thenComparingLong(Version::hash);

    /** As a row has it: three columns that are null together. */
    public static @Nullable Version of(
            @Nullable Long updatedMs, @Nullable Long observedMs, @Nullable Long hash) {
        return updatedMs == null || observedMs == null || hash == null
                ? null
                : new Version(updatedMs, observedMs, hash);
    }

    @Override
    public int compareTo(Version other) {
        return ORDER.compare(this, other);
    }
}
