package dev.rollcall.identity.mirror;

import java.util.List;

/**
 * The columns that the mirror keeps of one kind of Clerk object.
 *
 * @param <F> the kind itself
 */
public interface Facts<F extends Facts<F>> {

    /** Over every column; equal facts have equal hashes. */
    long hash();

    /** The names of the columns in which these facts differ from earlier ones. */
    List<String> changedFields(F before);

    /** Whether only what is final itself can follow, whatever the versions: an ended session. */
    default boolean isFinal() {
        return false;
    }
}
