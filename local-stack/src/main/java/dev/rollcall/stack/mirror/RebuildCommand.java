package dev.rollcall.stack.mirror;

import dev.rollcall.stack.postgres.DatabaseUrl;
import java.io.PrintStream;
import java.time.Instant;

/**
 * {@code ./rollcall rebuild}: has the mirror told anew by Clerk and by the inbox, whatever it holds
 * now. Ids, local rows and deletions stay; reads go on answering. Safe to run again at any point,
 * also after a crash half way: every step may be repeated.
 */
public final class RebuildCommand {

    private static final String CHANGED =
            """
            SELECT (SELECT count(*) FROM identity.users WHERE updated_at >= ?::timestamptz)
                 + (SELECT count(*) FROM identity.orgs WHERE updated_at >= ?::timestamptz)
                 + (SELECT count(*) FROM identity.memberships WHERE updated_at >= ?::timestamptz)
            """;

    private final DatabaseUrl identity;
    private final DatabaseUrl webhook;
    private final PrintStream out;

    /** The services' own logins. */
    public RebuildCommand(DatabaseUrl identity, DatabaseUrl webhook, PrintStream out) {
        this.identity = identity;
        this.webhook = webhook;
        this.out = out;
    }

    /** The exit code: 1 if nothing was done, or Clerk could not be read to the end. */
    public int run(boolean yes) {
        if (!yes) {
            out.println(
                    "This has everything in the mirror told anew by Clerk and by the inbox."
                            + " Ids and deletions stay. With --yes it begins.");
            return 1;
        }
        try (Sql mirror = new Sql(identity);
                Sql inbox = new Sql(webhook)) {
            return rebuild(mirror, inbox);
        }
    }

    private int rebuild(Sql mirror, Sql inbox) {
        Instant begin = Instant.parse(mirror.value("SELECT to_json(now()) #>> '{}'"));
        Forgetting forgetting = new Forgetting(mirror);
        out.printf("1. Versions forgotten: %d rows wait to be told anew.%n", forgetting.run());
        out.println("2. Clerk is read from beginning to end.");
        Reconciliation reconciliation = new Reconciliation(mirror, out);
        boolean read = reconciliation.follow(reconciliation.start(false, ""));
        out.println("3. The inbox is handed over again, the newest first.");
        long messages = new Redelivery(inbox, mirror, out).run(begin);
        String at = begin.toString();
        out.printf(
                "Done: %d messages, %s rows changed, %d not told anew by anybody.%n",
                messages, mirror.value(CHANGED, at, at, at), forgetting.untold());
        if (!read) {
            out.println("Clerk could not be read to the end: run it again, or reconcile.");
        }
        return read ? 0 : 1;
    }
}
