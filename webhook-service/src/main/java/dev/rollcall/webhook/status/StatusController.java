package dev.rollcall.webhook.status;

import dev.rollcall.contracts.start.ServiceStatus;
import dev.rollcall.contracts.token.CallerTable;
import dev.rollcall.webhook.delivery.Circuit;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code GET /internal/status}: parts {@code database} and {@code delivery}; facts {@code
 * lastReceivedAt}, {@code pending}, {@code dead}, {@code oldestPendingSeconds}.
 */
@Controller
@Hidden
final class StatusController {

    private static final Logger LOG = LoggerFactory.getLogger(StatusController.class);
    private static final String UP = "up";

    private final StatusRepository repository;
    private final Circuit circuit;

    StatusController(StatusRepository repository, Circuit circuit) {
        this.repository = repository;
        this.circuit = circuit;
    }

    @Get(CallerTable.STATUS)
    @ExecuteOn(TaskExecutors.BLOCKING)
    ServiceStatus status() {
        Map<String, String> facts = new HashMap<>();
        Map<String, String> parts = new HashMap<>();
        parts.put("delivery", circuit.isAway() ? "identity_away" : UP);
        try {
            describe(repository.getFigures(), facts);
            parts.put("database", UP);
        } catch (RuntimeException away) {
            LOG.warn("event=status.database_away error={}", away.getClass().getSimpleName());
            parts.put("database", "unreachable");
        }
        boolean up = parts.values().stream().allMatch(UP::equals);
        return new ServiceStatus(up, parts, facts);
    }

    private static void describe(InboxFigures figures, Map<String, String> facts) {
        if (figures.lastReceivedAt() != null) {
            facts.put("lastReceivedAt", figures.lastReceivedAt().toString());
        }
        if (figures.oldestPendingSeconds() != null) {
            facts.put("oldestPendingSeconds", figures.oldestPendingSeconds().toString());
        }
        facts.put("pending", Long.toString(figures.pending()));
        facts.put("dead", Long.toString(figures.dead()));
    }
}
