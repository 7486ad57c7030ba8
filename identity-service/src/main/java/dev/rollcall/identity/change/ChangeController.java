package dev.rollcall.identity.change;

import dev.rollcall.contracts.change.ChangesRequest;
import dev.rollcall.contracts.change.ChangesResponse;
import dev.rollcall.contracts.token.CallerTable;
import dev.rollcall.contracts.wire.StrictJson;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Hidden;

/** Answers those who follow the change feed. */
@Hidden
@Controller(CallerTable.CHANGES)
@ExecuteOn(TaskExecutors.BLOCKING)
final class ChangeController {

    private final FollowChanges followChanges;
    private final StrictJson json;

    ChangeController(FollowChanges followChanges, StrictJson json) {
        this.followChanges = followChanges;
        this.json = json;
    }

    @Post
    ChangesResponse changes(@Body byte[] body) {
        return followChanges.run(json.read(body, ChangesRequest.class));
    }
}
