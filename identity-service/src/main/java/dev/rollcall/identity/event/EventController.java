package dev.rollcall.identity.event;

import dev.rollcall.contracts.event.ApplyRequest;
import dev.rollcall.contracts.event.ApplyResponse;
import dev.rollcall.contracts.token.CallerTable;
import dev.rollcall.contracts.wire.StrictJson;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Hidden;

/** Takes events from webhook-service, and from nobody else. */
@Hidden
@Controller(CallerTable.APPLY_EVENTS)
@ExecuteOn(TaskExecutors.BLOCKING)
final class EventController {

    private final ApplyEvents applyEvents;
    private final StrictJson json;

    EventController(ApplyEvents applyEvents, StrictJson json) {
        this.applyEvents = applyEvents;
        this.json = json;
    }

    @Post
    ApplyResponse apply(@Body byte[] body) {
        return applyEvents.run(json.read(body, ApplyRequest.class));
    }
}
