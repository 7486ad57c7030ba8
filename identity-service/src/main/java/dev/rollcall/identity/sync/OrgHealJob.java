package dev.rollcall.identity.sync;

import dev.rollcall.contracts.id.ClerkOrgId;
import dev.rollcall.identity.clerk.ClerkBudget;
import dev.rollcall.identity.clerk.ClerkConfiguration;
import dev.rollcall.identity.clerk.ClerkOrgs;
import dev.rollcall.identity.clerk.OrgFetch;
import dev.rollcall.identity.mirror.Cause;
import dev.rollcall.identity.mirror.Observation;
import dev.rollcall.identity.mirror.SqlFaults;
import dev.rollcall.identity.organization.OrgFacts;
import dev.rollcall.identity.sighting.ObserveAtClerk;
import dev.rollcall.identity.sighting.Sighting;
import io.micronaut.scheduling.annotation.Scheduled;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Completes organisations that a membership has mentioned and nothing has described, as {@link
 * HealJob} does people: a few at a time, within the budget of background work. One that Clerk does
 * not have stays as it is: reconciliation judges absence.
 */
@Singleton
final class OrgHealJob {

    private static final Logger LOG = LoggerFactory.getLogger(OrgHealJob.class);
    private static final int MOST = 5;
    private static final Duration LEASE = Duration.ofSeconds(30);

    private final DueOrgRepository orgs;
    private final ClerkOrgs clerk;
    private final ObserveAtClerk observe;
    private final ClerkConfiguration configuration;
    private final ClerkBudget budget;
    private final TransactionOperations<Connection> transactions;
    private final Clock clock;
    private final RandomGenerator random = RandomGenerator.getDefault();

    OrgHealJob(
            DueOrgRepository orgs,
            ClerkOrgs clerk,
            ObserveAtClerk observe,
            ClerkConfiguration configuration,
            ClerkBudget budget,
            TransactionOperations<Connection> transactions,
            Clock clock) {
        this.orgs = orgs;
        this.clerk = clerk;
        this.observe = observe;
        this.configuration = configuration;
        this.budget = budget;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Scheduled(
            fixedDelay = "${rollcall.sync.heal-interval}",
            initialDelay = "${rollcall.sync.heal-interval}")
    void heal() {
        int most = Math.min(MOST, budget.availableForBackground());
        if (!configuration.hasSecretKey() || most == 0) {
            return;
        }
        try {
            claim(most).forEach(this::heal);
        } catch (RuntimeException failed) {
            LOG.warn("event=org_heal.failed cause={}", SqlFaults.describe(failed));
        }
    }

    private List<DueOrg> claim(int most) {
        Instant now = clock.instant();
        return transactions.executeWrite(status -> orgs.claimDue(now, now.plus(LEASE), most));
    }

    private void heal(DueOrg org) {
        ClerkOrgId id = new ClerkOrgId(org.clerkId());
        switch (clerk.fetch(id, ClerkBudget.Use.BACKGROUND)) {
            case OrgFetch.Found found -> complete(id, found.observation());
            case OrgFetch.NotFound missing -> retry(org, "not_found", Duration.ofSeconds(20));
            case OrgFetch.Unavailable unavailable ->
                    retry(
                            org,
                            unavailable.reason(),
                            unavailable.retryAfter().orElse(Duration.ZERO));
        }
    }

    private void complete(ClerkOrgId id, Observation<OrgFacts> observation) {
        observe.run(List.of(new Sighting.OfOrg(id, observation)), Cause.request(clock.instant()));
        LOG.info("event=org_heal.done");
    }

    private void retry(DueOrg org, String reason, Duration soonest) {
        Instant next = clock.instant().plus(HealBackoff.after(org.syncAttempts(), soonest, random));
        transactions.executeWrite(
                status -> {
                    orgs.updateFailure(org.id(), reason, next);
                    return next;
                });
    }
}
