package dev.rollcall.audit.status;

import dev.rollcall.contracts.start.ServiceStatus;
import dev.rollcall.contracts.token.CallerTable;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Hidden;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/** How the service sees itself, for the gateway's health page. */
@Hidden
@Controller
@ExecuteOn(TaskExecutors.BLOCKING)
final class StatusController {

    private static final String DATABASE = "database";

    private final LogStateRepository repository;

    StatusController(LogStateRepository repository) {
        this.repository = repository;
    }

    /** Facts: lastRecordedAt (absent while the log is empty), pendingLeaves. Always 200. */
    @Get(CallerTable.STATUS)
    ServiceStatus status() {
        try {
            LogState state = repository.getState();
            Map<String, String> facts = new TreeMap<>();
            facts.put("pendingLeaves", Long.toString(state.pendingLeaves()));
            Instant last = state.lastRecordedAt();
            if (last != null) {
                facts.put("lastRecordedAt", last.toString());
            }
            return new ServiceStatus(true, Map.of(DATABASE, "up"), facts);
        } catch (RuntimeException away) {
            return new ServiceStatus(false, Map.of(DATABASE, "unavailable"), Map.of());
        }
    }
}
