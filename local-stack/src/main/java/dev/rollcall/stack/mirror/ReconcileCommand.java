package dev.rollcall.stack.mirror;

import dev.rollcall.stack.postgres.DatabaseUrl;
import java.io.PrintStream;
import java.util.UUID;

/** {@code ./rollcall reconcile}: compares the mirror with all of Clerk, now. */
public final class ReconcileCommand {

    private final DatabaseUrl identity;
    private final PrintStream out;

    /** {@code identity} is identity-service's own login. */
    public ReconcileCommand(DatabaseUrl identity, PrintStream out) {
        this.identity = identity;
        this.out = out;
    }

    /**
     * The exit code: 1 if it was waited for and did not finish.
     *
     * @param entity the only kind of objects; empty: all
     */
    public int run(boolean dryRun, String entity, boolean waits) {
        try (Sql sql = new Sql(identity)) {
            Reconciliation reconciliation = new Reconciliation(sql, out);
            UUID run = reconciliation.start(dryRun, entity);
            out.println("Reconciliation " + run + (dryRun ? ", which only looks." : "."));
            return !waits || reconciliation.follow(run) ? 0 : 1;
        }
    }
}
