package dev.rollcall.identity.mirror;

import dev.rollcall.identity.mirror.MirrorState.Gone;
import dev.rollcall.identity.mirror.MirrorState.Present;
import dev.rollcall.identity.mirror.MirrorState.Stub;
import dev.rollcall.identity.mirror.MirrorState.Unseen;
import dev.rollcall.identity.mirror.Reduction.Applied;
import dev.rollcall.identity.mirror.Reduction.Change;
import dev.rollcall.identity.mirror.Reduction.Unchanged;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rules of the mirror, for people, organisations and memberships alike: the greatest version
 * wins (what is final before what is not), absence is the latest absence seen, {@code Gone} absorbs
 * everything. Pure; commutative and idempotent over observations, which is why the order in which
 * events, requests and repairs arrive is free.
 */
public final class MirrorReducer {

    private MirrorReducer() {}

    public static <F extends Facts<F>> Reduction<F> reduce(
            MirrorState<F> state, Observation<F> observation) {
        return switch (observation) {
            case Observation.Upserted<F> seen -> upserted(state, seen);
            case Observation.Mentioned<F> mentioned -> mentioned(state);
            case Observation.Missed<F> missed -> missed(state, missed.observedAt());
            case Observation.Removed<F> removed -> removed(state);
        };
    }

    private static <F extends Facts<F>> Reduction<F> upserted(
            MirrorState<F> state, Observation.Upserted<F> seen) {
        return switch (state) {
            case Unseen<F> unseen -> created(seen, null);
            case Stub<F> stub -> created(seen, stub.absentAt());
            case Present<F> present -> newer(present, seen);
            case Gone<F> gone -> new Unchanged<>(Ignored.AFTER_REMOVAL);
        };
    }

    private static <F extends Facts<F>> Reduction<F> created(
            Observation.Upserted<F> seen, @Nullable Instant absentAt) {
        Present<F> next = new Present<>(seen.facts(), seen.version(), absentAt);
        return new Applied<>(next, Change.CREATED, List.of());
    }

    private static <F extends Facts<F>> Reduction<F> newer(
            Present<F> present, Observation.Upserted<F> seen) {
        int order = compare(seen, present);
        if (order <= 0) {
            return new Unchanged<>(order == 0 ? Ignored.DUPLICATE : Ignored.STALE);
        }
        List<String> changed = seen.facts().changedFields(present.facts());
        Present<F> next = new Present<>(seen.facts(), seen.version(), present.absentAt());
        return new Applied<>(next, changed.isEmpty() ? Change.CONFIRMED : Change.UPDATED, changed);
    }

    private static <F extends Facts<F>> int compare(
            Observation.Upserted<F> seen, Present<F> present) {
        int byFinality = Boolean.compare(seen.facts().isFinal(), present.facts().isFinal());
        return byFinality != 0 ? byFinality : seen.version().compareTo(present.version());
    }

    private static <F extends Facts<F>> Reduction<F> mentioned(MirrorState<F> state) {
        return switch (state) {
            case Unseen<F> unseen -> new Applied<>(new Stub<F>(null), Change.STUBBED, List.of());
            case Stub<F> stub -> new Unchanged<>(Ignored.DUPLICATE);
            case Present<F> present -> new Unchanged<>(Ignored.DUPLICATE);
            case Gone<F> gone -> new Unchanged<>(Ignored.AFTER_REMOVAL);
        };
    }

    private static <F extends Facts<F>> Reduction<F> missed(MirrorState<F> state, Instant at) {
        return switch (state) {
            case Unseen<F> unseen -> new Applied<>(new Stub<F>(at), Change.STUBBED, List.of());
            case Stub<F> stub ->
                    isLater(at, stub.absentAt())
                            ? new Applied<>(new Stub<F>(at), Change.MISSED, List.of())
                            : new Unchanged<>(Ignored.STALE);
            case Present<F> present -> missed(present, at);
            case Gone<F> gone -> new Unchanged<>(Ignored.AFTER_REMOVAL);
        };
    }

    private static <F extends Facts<F>> Reduction<F> missed(Present<F> present, Instant at) {
        if (!isLater(at, present.absentAt())) {
            return new Unchanged<>(Ignored.STALE);
        }
        Present<F> next = new Present<>(present.facts(), present.version(), at);
        return new Applied<>(next, Change.MISSED, List.of());
    }

    private static <F extends Facts<F>> Reduction<F> removed(MirrorState<F> state) {
        return switch (state) {
            case Unseen<F> unseen -> deleted();
            case Stub<F> stub -> deleted();
            case Present<F> present -> deleted();
            case Gone<F> gone -> new Unchanged<>(Ignored.AFTER_REMOVAL);
        };
    }

    private static <F extends Facts<F>> Reduction<F> deleted() {
        return new Applied<>(new Gone<F>(), Change.DELETED, List.of());
    }

    private static boolean isLater(Instant at, @Nullable Instant than) {
        return than == null || at.isAfter(than);
    }
}
