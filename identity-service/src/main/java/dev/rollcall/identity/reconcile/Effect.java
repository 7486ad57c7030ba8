package dev.rollcall.identity.reconcile;

import dev.rollcall.identity.mirror.Ignored;
import dev.rollcall.identity.mirror.Reduction;

/** What seeing an object did to its row. */
enum Effect {
    /** The row has new content. */
    REPAIRED,
    /** The row has a greater version; where it was absent, it is back. */
    CONFIRMED,
    NONE,
    /** A signed deletion of it arrived before: Clerk still shows it, and it stays deleted. */
    DELETED,
    /** The database would not have it. */
    REFUSED;

    static Effect of(Reduction<?> reduction) {
        return switch (reduction) {
            case Reduction.Applied<?> applied ->
                    applied.change() == Reduction.Change.CONFIRMED ? CONFIRMED : REPAIRED;
            case Reduction.Unchanged<?> unchanged ->
                    unchanged.reason() == Ignored.AFTER_REMOVAL ? DELETED : NONE;
        };
    }
}
