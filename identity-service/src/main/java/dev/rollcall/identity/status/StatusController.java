package dev.rollcall.identity.status;

import dev.rollcall.contracts.start.ServiceStatus;
import dev.rollcall.contracts.token.CallerTable;
import dev.rollcall.identity.clerk.ClerkConfiguration;
import dev.rollcall.identity.clerk.InstanceCheck;
import dev.rollcall.identity.outbox.OutboxBacklog;
import dev.rollcall.identity.reconcile.ReconcileStatus;
import dev.rollcall.identity.sync.SyncFailures;
import io.micronaut.data.exceptions.DataAccessException;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.transaction.exceptions.TransactionException;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.HashMap;
import java.util.Map;

/** Tells the gateway how identity-service is: it must answer while its parts do not. */
@Hidden
@Controller(CallerTable.STATUS)
@ExecuteOn(TaskExecutors.BLOCKING)
final class StatusController {

    private static final String UP = "up";

    private final OutboxBacklog backlog;
    private final SyncFailures failures;
    private final ClerkConfiguration clerk;
    private final InstanceCheck instance;
    private final ReconcileStatus reconciliation;

    StatusController(
            OutboxBacklog backlog,
            SyncFailures failures,
            ClerkConfiguration clerk,
            InstanceCheck instance,
            ReconcileStatus reconciliation) {
        this.backlog = backlog;
        this.failures = failures;
        this.clerk = clerk;
        this.instance = instance;
        this.reconciliation = reconciliation;
    }

    @Get
    ServiceStatus status() {
        Map<String, String> facts = new HashMap<>();
        String database = database(facts);
        failures.last()
                .ifPresent(
                        failure -> {
                            facts.put("lastSyncFailureAt", failure.at().toString());
                            facts.put("lastSyncFailure", failure.reason());
                        });
        Map<String, String> parts = Map.of("database", database, "clerk", clerk());
        return new ServiceStatus(database.equals(UP), parts, facts);
    }

    private String clerk() {
        if (!clerk.hasSecretKey()) {
            return "no_secret_key";
        }
        return instance.last() == InstanceCheck.Verdict.DIFFERENT ? "wrong_instance" : UP;
    }

    private String database(Map<String, String> facts) {
        try {
            facts.put("outboxWaiting", Long.toString(backlog.count()));
            facts.putAll(reconciliation.facts());
            return UP;
        } catch (DataAccessException | TransactionException away) {
            return "away";
        }
    }
}
