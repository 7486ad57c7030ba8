package dev.rollcall.identity.reconcile;

import dev.rollcall.identity.clerk.ClerkPage;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Counts what a page says about the mirror. Pure. */
final class PageTally {

    private PageTally() {}

    /**
     * One object of the page.
     *
     * @param updatedMs when it last changed at Clerk
     */
    record Judged(long updatedMs, Drift drift, Effect effect) {}

    /**
     * The page as a report to be added to the run's.
     *
     * @param seen how many objects there were, those that could not be read included
     */
    static ReportRow of(
            UUID runId, Entity entity, ClerkPage.Read page, int seen, List<Judged> judged) {
        Map<Drift, Long> drifts = new EnumMap<>(Drift.class);
        long deleted = 0;
        long refused = 0;
        long repaired = 0;
        long oldest = 0;
        for (Judged one : judged) {
            switch (one.effect) {
                case DELETED -> deleted++;
                case REFUSED -> refused++;
                case REPAIRED, CONFIRMED, NONE -> {
                    drifts.merge(one.drift, 1L, Long::sum);
                    repaired += isRepaired(one) ? 1 : 0;
                    oldest = Math.max(oldest, age(one, page.observedAt()));
                }
            }
        }
        return new ReportRow(
                runId,
                entity.wire(),
                page.total(),
                seen,
                drifts.getOrDefault(Drift.MISSING, 0L),
                drifts.getOrDefault(Drift.STALE, 0L),
                drifts.getOrDefault(Drift.RETURNED, 0L),
                drifts.getOrDefault(Drift.UNCHANGED, 0L),
                deleted,
                seen - judged.size() + refused,
                repaired,
                0,
                0,
                oldest,
                page.observedAt(),
                null);
    }

    private static boolean isRepaired(Judged one) {
        return switch (one.effect) {
            case REPAIRED -> true;
            case CONFIRMED -> one.drift == Drift.RETURNED;
            case NONE, DELETED, REFUSED -> false;
        };
    }

    private static long age(Judged one, Instant observedAt) {
        return switch (one.drift) {
            case MISSING, STALE -> observedAt.toEpochMilli() - one.updatedMs;
            case RETURNED, UNCHANGED -> 0;
        };
    }
}
