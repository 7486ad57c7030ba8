package dev.rollcall.identity.reconcile;

import dev.rollcall.identity.clerk.ClerkListing;
import dev.rollcall.identity.clerk.ClerkPage;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads one page of Clerk's and brings it into the mirror. A sweep of users ends with an empty
 * page, not with a short one; one by offset re-reads the end of the page before, for what was
 * deleted meanwhile has moved the rest.
 */
@Singleton
final class SweepStep {

    private static final Logger LOG = LoggerFactory.getLogger(SweepStep.class);
    private static final int OVERLAP = 20;

    private final ClerkListing listing;
    private final PageWriter writer;
    private final RunProgress progress;
    private final ReportRepository reports;
    private final TransactionOperations<Connection> transactions;

    SweepStep(
            ClerkListing listing,
            PageWriter writer,
            RunProgress progress,
            ReportRepository reports,
            TransactionOperations<Connection> transactions) {
        this.listing = listing;
        this.writer = writer;
        this.progress = progress;
        this.reports = reports;
        this.transactions = transactions;
    }

    StepResult run(RunRow run) {
        Entity entity = run.at().entity();
        ClerkPage page =
                switch (entity) {
                    case USERS -> listing.users(run.position());
                    case ORGS -> listing.orgs(offset(run));
                    case MEMBERSHIPS -> listing.memberships(offset(run));
                };
        return switch (page) {
            case ClerkPage.Read read -> swept(run, entity, read);
            case ClerkPage.CursorGone gone -> restart(run, entity);
            case ClerkPage.Unavailable unavailable ->
                    new StepResult.Waiting(
                            unavailable.reason(), unavailable.retryAfter().orElse(Duration.ZERO));
        };
    }

    private StepResult swept(RunRow run, Entity entity, ClerkPage.Read page) {
        boolean users = entity == Entity.USERS;
        String next = users ? last(page) : Long.toString(offset(run) + Math.max(1, step(page)));
        if (users && page.size() > 0 && (next.isEmpty() || next.equals(run.position()))) {
            return new StepResult.Waiting("clerk_repeats_a_page", Duration.ZERO);
        }
        boolean counted = !users && offset(run) + page.size() >= page.total();
        boolean over = page.size() == 0 || counted;
        writer.write(
                run,
                entity,
                page,
                () -> progress.advance(run, over ? run.next() : run.at(), over ? "" : next));
        LOG.info(
                "event=reconcile.page run={} entity={} n={} total={} over={}",
                run.id(),
                entity.wire(),
                page.size(),
                page.total(),
                over);
        return new StepResult.Advanced();
    }

    /** What was read last has been deleted: from the first page again. */
    private StepResult restart(RunRow run, Entity entity) {
        transactions.executeWrite(
                status -> {
                    reports.restart(run.id(), entity.wire());
                    progress.advance(run, run.at(), "");
                    return run;
                });
        return new StepResult.Advanced();
    }

    private static int step(ClerkPage.Read page) {
        return page.size() - OVERLAP;
    }

    private static String last(ClerkPage.Read page) {
        return page.ids().isEmpty() ? "" : page.ids().getLast();
    }

    private static long offset(RunRow run) {
        return run.position().isEmpty() ? 0 : Long.parseLong(run.position());
    }
}
