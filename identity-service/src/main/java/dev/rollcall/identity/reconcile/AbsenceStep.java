package dev.rollcall.identity.reconcile;

import dev.rollcall.contracts.id.ClerkOrgId;
import dev.rollcall.contracts.id.ClerkUserId;
import dev.rollcall.identity.clerk.ClerkBudget;
import dev.rollcall.identity.clerk.ClerkOrgs;
import dev.rollcall.identity.clerk.ClerkUsers;
import dev.rollcall.identity.clerk.OrgFetch;
import dev.rollcall.identity.clerk.UserFetch;
import dev.rollcall.identity.mirror.Cause;
import dev.rollcall.identity.mirror.Observation;
import dev.rollcall.identity.mirror.Source;
import dev.rollcall.identity.sighting.ObserveAtClerk;
import dev.rollcall.identity.sighting.Sighting;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Judges the rows that a sweep did not see, one at a time: a person or an organisation is absent
 * only if Clerk, asked for that very id, does not have it either; a membership if the next sweep
 * misses it again. More than a few are marked only after somebody has confirmed it. Absence deletes
 * nothing; a later sighting brings the row back.
 */
@Singleton
final class AbsenceStep {

    /** A look at one id. */
    private sealed interface Look {

        record Seen(Sighting sighting, boolean absent) implements Look {}

        record Unavailable(String reason, Optional<Duration> retryAfter) implements Look {}
    }

    private static final int BATCH = 500;

    private final AbsentRows rows;
    private final ReportRepository reports;
    private final RunProgress progress;
    private final ClerkUsers users;
    private final ClerkOrgs orgs;
    private final ObserveAtClerk observe;
    private final ReconcileConfiguration configuration;
    private final TransactionOperations<Connection> transactions;
    private final Clock clock;

    AbsenceStep(
            AbsentRows rows,
            ReportRepository reports,
            RunProgress progress,
            ClerkUsers users,
            ClerkOrgs orgs,
            ObserveAtClerk observe,
            ReconcileConfiguration configuration,
            TransactionOperations<Connection> transactions,
            Clock clock) {
        this.rows = rows;
        this.reports = reports;
        this.progress = progress;
        this.users = users;
        this.orgs = orgs;
        this.observe = observe;
        this.configuration = configuration;
        this.transactions = transactions;
        this.clock = clock;
    }

    StepResult run(RunRow run) {
        Entity entity = run.at().entity();
        Optional<ReportRow> report =
                transactions.executeRead(status -> reports.find(run.id(), entity.wire()));
        Instant observedAt = report.map(ReportRow::observedAt).orElse(run.startedAt());
        AbsentRows.Sweep sweep =
                new AbsentRows.Sweep(
                        run.id(), observedAt, run.startedAt().minus(configuration.absenceGrace()));
        boolean begins = run.position().isEmpty();
        if (begins && asks(run, entity, sweep, report.map(ReportRow::seen).orElse(0L))) {
            return new StepResult.Ended("needs_confirmation");
        }
        return entity == Entity.MEMBERSHIPS ? memberships(run, sweep) : byId(run, entity, sweep);
    }

    private boolean asks(RunRow run, Entity entity, AbsentRows.Sweep sweep, long seen) {
        if (run.confirmed() || run.dryRun()) {
            return false;
        }
        return transactions.executeWrite(
                status -> {
                    long absent =
                            entity == Entity.MEMBERSHIPS
                                    ? rows.countSuspectedBefore(sweep)
                                    : rows.countMissing(entity, sweep);
                    boolean asks =
                            AbsencePolicy.needsConfirmation(rows.countLive(entity), absent, seen);
                    if (asks) {
                        reports.addAbsence(run.id(), entity.wire(), absent, 0);
                        progress.ask(run, "many_absent:" + entity.wire());
                    }
                    return asks;
                });
    }

    private StepResult byId(RunRow run, Entity entity, AbsentRows.Sweep sweep) {
        List<String> next =
                transactions.executeRead(status -> rows.list(entity, sweep, run.position(), 1));
        if (next.isEmpty()) {
            progress.advance(run, run.next(), "");
            return new StepResult.Advanced();
        }
        String clerkId = next.getFirst();
        return switch (look(entity, clerkId)) {
            case Look.Unavailable unavailable ->
                    new StepResult.Waiting(
                            unavailable.reason(), unavailable.retryAfter().orElse(Duration.ZERO));
            case Look.Seen seen -> {
                transactions.executeWrite(
                        status -> {
                            mark(run, List.of(seen.sighting()));
                            reports.addAbsence(run.id(), entity.wire(), 1, seen.absent() ? 1 : 0);
                            progress.advance(run, run.at(), clerkId);
                            return clerkId;
                        });
                yield new StepResult.Advanced();
            }
        };
    }

    private StepResult memberships(RunRow run, AbsentRows.Sweep sweep) {
        transactions.executeWrite(
                status -> {
                    long absent = rows.countSuspectedBefore(sweep);
                    long missing = rows.countMissing(Entity.MEMBERSHIPS, sweep);
                    List<Sighting> marked = List.of();
                    if (!run.dryRun()) {
                        marked = rows.listSuspectedBefore(sweep, BATCH);
                        mark(run, marked);
                        absent = marked.size();
                        rows.keepSuspects(sweep);
                    }
                    boolean over = marked.size() < BATCH;
                    reports.addAbsence(
                            run.id(),
                            Entity.MEMBERSHIPS.wire(),
                            over ? missing : marked.size(),
                            absent);
                    progress.advance(run, over ? run.next() : run.at(), over ? "" : "more");
                    return absent;
                });
        return new StepResult.Advanced();
    }

    private void mark(RunRow run, List<Sighting> sightings) {
        if (!run.dryRun() && !sightings.isEmpty()) {
            observe.run(sightings, new Cause(Source.RECONCILIATION, null, clock.instant()));
        }
    }

    private Look look(Entity entity, String clerkId) {
        return entity == Entity.USERS ? user(clerkId) : org(clerkId);
    }

    private Look user(String clerkId) {
        ClerkUserId id = new ClerkUserId(clerkId);
        return switch (users.fetchForSweep(id, ClerkBudget.Use.BACKGROUND)) {
            case UserFetch.Found found ->
                    new Look.Seen(new Sighting.OfUser(id, found.observation()), false);
            case UserFetch.NotFound missing ->
                    new Look.Seen(
                            new Sighting.OfUser(id, new Observation.Missed<>(missing.observedAt())),
                            true);
            case UserFetch.Unavailable unavailable ->
                    new Look.Unavailable(unavailable.reason(), unavailable.retryAfter());
        };
    }

    private Look org(String clerkId) {
        ClerkOrgId id = new ClerkOrgId(clerkId);
        return switch (orgs.fetch(id, ClerkBudget.Use.BACKGROUND)) {
            case OrgFetch.Found found ->
                    new Look.Seen(new Sighting.OfOrg(id, found.observation()), false);
            case OrgFetch.NotFound missing ->
                    new Look.Seen(
                            new Sighting.OfOrg(id, new Observation.Missed<>(missing.observedAt())),
                            true);
            case OrgFetch.Unavailable unavailable ->
                    new Look.Unavailable(unavailable.reason(), unavailable.retryAfter());
        };
    }
}
