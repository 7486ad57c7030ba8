package dev.rollcall.identity.event;

import dev.rollcall.contracts.event.ApplyRequest;
import dev.rollcall.contracts.event.ApplyResponse;
import dev.rollcall.contracts.token.CallerTable;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

/** Takes events from webhook-service, and from nobody else. */
@Controller(CallerTable.APPLY_EVENTS)
@ExecuteOn(TaskExecutors.BLOCKING)
final class EventController {

    private final ApplyEvents applyEvents;

    EventController(ApplyEvents applyEvents) {
        this.applyEvents = applyEvents;
    }

    @Post
    ApplyResponse apply(@Body ApplyRequest request) {
        return applyEvents.run(request);
    }
}
