package dev.rollcall.webhook.erase;

import dev.rollcall.contracts.erase.EraseEventsRequest;
import dev.rollcall.contracts.erase.EraseEventsResponse;
import dev.rollcall.contracts.token.CallerTable;
import dev.rollcall.contracts.wire.StrictJson;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Hidden;

/** {@code POST /internal/erasures}, for audit-service, which has the case and its evidence. */
@Controller
@Hidden
final class EraseController {

    private final EraseEvents eraseEvents;
    private final StrictJson json;

    EraseController(EraseEvents eraseEvents, StrictJson json) {
        this.eraseEvents = eraseEvents;
        this.json = json;
    }

    @Post(CallerTable.ERASE_EVENTS)
    @ExecuteOn(TaskExecutors.BLOCKING)
    EraseEventsResponse erase(@Body byte[] body) {
        return eraseEvents.run(json.read(body, EraseEventsRequest.class));
    }
}
