package dev.rollcall.identity.mirror;

import java.util.List;

/**
 * What one observation makes of a state.
 *
 * @param <F> the object's facts
 */
public sealed interface Reduction<F extends Facts<F>> {

    /**
     * The state to store. After {@link Change#CONFIRMED} only the version rose: it is written, for
     * a late older snapshot could win otherwise, but nobody needs to hear of it.
     */
    record Applied<F extends Facts<F>>(
            MirrorState<F> next, Change change, List<String> changedFields)
            implements Reduction<F> {}

    /** Nothing to store. */
    record Unchanged<F extends Facts<F>>(Ignored reason) implements Reduction<F> {}

    /** What happened, as the outside hears it. */
    enum Change {
        STUBBED,
        /** First facts: the object exists now. */
        CREATED,
        UPDATED,
        /** The same facts under a greater version. */
        CONFIRMED,
        MISSED,
        DELETED
    }
}
