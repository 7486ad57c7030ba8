package dev.rollcall.identity.reconcile;

/**
 * How many rows a sweep may mark as absent on its own: a wrong list must not lock a company out.
 * Pure.
 */
final class AbsencePolicy {

    private static final long ALWAYS = 10;
    private static final long ONE_IN = 100;

    private AbsencePolicy() {}

    /**
     * Whether somebody has to be asked first.
     *
     * @param rows the live rows of Clerk's
     * @param absent how many of them would be marked
     * @param seen how many objects the sweep saw: a list that shows nothing proves nothing
     */
    static boolean needsConfirmation(long rows, long absent, long seen) {
        boolean emptyList = seen == 0 && absent > 0;
        return emptyList || absent > Math.max(ALWAYS, rows / ONE_IN);
    }
}
