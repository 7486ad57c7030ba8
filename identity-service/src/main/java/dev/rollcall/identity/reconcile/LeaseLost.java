package dev.rollcall.identity.reconcile;

/**
 * Another copy works on the run, or it was cancelled: what this step did is rolled back, and this
 * copy lets go.
 */
final class LeaseLost extends RuntimeException {

    LeaseLost() {
        super("the run is not ours any more");
    }
}
