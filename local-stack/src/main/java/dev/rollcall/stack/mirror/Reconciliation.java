package dev.rollcall.stack.mirror;

import dev.rollcall.contracts.id.Uuid7;
import java.io.PrintStream;
import java.time.Clock;
import java.util.List;
import java.util.UUID;

/**
 * One run against Clerk, asked for through identity's own tables: identity-service takes it up
 * within a second, whichever copy is first. One run at a time.
 */
final class Reconciliation {

    private static final String START =
            """
            INSERT INTO identity.reconcile_runs (
                id, kind, dry_run, entity, state, phase, lease_until, started_at, updated_at)
            VALUES (?, 'requested', ?, NULLIF(?, ''), 'running', ?, now(), now(), now())
            ON CONFLICT DO NOTHING
            """;
    private static final String STATE =
            """
            SELECT r.state, r.phase, coalesce(r.reason, ''), r.position, r.updated_at::text
              FROM identity.reconcile_runs r WHERE r.id = ?
            """;
    private static final String RUNNING =
            """
            SELECT coalesce(max(r.phase || r.position || r.updated_at), '')
              FROM identity.reconcile_runs r WHERE r.state = 'running'
            """;
    private static final String REPORT =
            """
            SELECT entity, seen, missing, stale, returned, unchanged, repaired, absent, unusable
              FROM identity.reconcile_reports WHERE run_id = ? ORDER BY entity DESC
            """;
    private static final String NOBODY =
            "Nothing moves: does identity-service run? What was asked for stays asked for.";

    private final Sql identity;
    private final PrintStream out;

    Reconciliation(Sql identity, PrintStream out) {
        this.identity = identity;
        this.out = out;
    }

    /** Once no other run is running. An empty entity: all kinds of objects. */
    UUID start(boolean dryRun, String entity) {
        UUID id = new Uuid7(Clock.systemUTC()).next();
        Patience patience = new Patience(NOBODY);
        String first = "sweep_" + (entity.isEmpty() ? "users" : entity);
        boolean told = false;
        while (identity.write(START, id, dryRun, entity, first) == 0) {
            if (!told) {
                out.println("  another reconciliation is running; waiting for its end");
                told = true;
            }
            patience.await(identity.value(RUNNING));
        }
        return id;
    }

    /** Shows where it is until it ends. Whether it has finished. */
    boolean follow(UUID id) {
        Patience patience = new Patience(NOBODY);
        String shown = "";
        while (true) {
            List<String> row = identity.ask(STATE, id).getFirst();
            String state = row.get(0);
            String where = row.get(1) + (row.get(2).isEmpty() ? "" : ", waiting: " + row.get(2));
            if (!state.equals("running")) {
                return ended(id, state, row.get(2));
            }
            if (!where.equals(shown)) {
                out.println("  " + where);
                shown = where;
            }
            patience.await(row.toString());
        }
    }

    private boolean ended(UUID id, String state, String reason) {
        out.printf("  %s%s%n", state, reason.isEmpty() ? "" : ": " + reason);
        identity.ask(REPORT, id)
                .forEach(
                        row ->
                                out.printf(
                                        "  %-12s seen %s, missing %s, stale %s, returned %s,"
                                                + " unchanged %s, repaired %s, absent %s,"
                                                + " unusable %s%n",
                                        row.toArray()));
        if (state.equals("needs_confirmation")) {
            out.println("  Confirm it: POST /api/admin/reconciliation-runs/" + id + "/confirm");
        }
        return state.equals("finished");
    }
}
